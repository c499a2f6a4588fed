import type { Entity } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Link } from '@backstage/ui';
import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import {
  allCapabilities,
  isUncommonSort,
  offeredSort,
  useCapabilities,
} from '../../data/projects';
import { useRefreshWhenStale } from '../../data/useRefreshWhenStale';
import { useResource } from '../../data/useResource';
import { useSentryConnection } from '../../auth/connection';
import { useSentryEntity } from '../../data/useSentryEntity';
import { useTabHref } from '../../issueUrl/links';
import { sentryTranslationRef } from '../../translation';
import { useRefreshAfterChange } from '../../triage/useRefreshAfterChange';
import { OpenInSentry } from '../ui/links';
import { KeepFocus } from '../ui/KeepFocus';
import { CardBody } from './CardBody';
import { CardProblem } from './CardProblem';
import { withLateParts } from './lateParts';
import styles from './SentryIssuesCard.module.css';

/**
 * What the Sentry card shows.
 *
 * @public
 */
export interface SentryIssuesCardProps {
  /** How many issues to list, 0 to 25. Default 5; 0 for the counts alone. */
  maxItems?: number;
  /** The window for counts and issues, `1h` to `90d`. Default `14d`. */
  statsPeriod?: string;
  /** Which issues come first. Default `freq`: those with the most events. */
  sort?: SentryIssueSort;
}

/** The entity's Sentry issues at a glance, for the overview page. */
export function SentryIssuesCard(props: SentryIssuesCardProps) {
  const { entity, entityRef, isAggregate, missing } = useSentryEntity();
  const connection = useSentryConnection();
  const { t } = useTranslationRef(sentryTranslationRef);
  if (missing) {
    return (
      <EntityInfoCard title={t('card.title')}>
        <CardProblem error={missing} entity={entity} rows={0} />
      </EntityInfoCard>
    );
  }
  // What one identity showed goes with it.
  return (
    <KeepFocus label={t('card.title')}>
      <IssuesCard
        key={`${entityRef} ${connection?.changes ?? 0}`}
        entity={entity}
        entityRef={entityRef}
        isAggregate={isAggregate}
        {...props}
      />
    </KeepFocus>
  );
}

function IssuesCard(
  props: SentryIssuesCardProps & {
    entity: Entity;
    entityRef: string;
    isAggregate: boolean;
  },
) {
  const { entity, entityRef, isAggregate, statsPeriod = '14d' } = props;
  const { maxItems = 5, sort: asked = 'freq' } = props;
  const sentryApi = useApi(sentryApiRef);
  const { t } = useTranslationRef(sentryTranslationRef);
  const tabHref = useTabHref();

  const summary = useResource(
    useCallback(
      (signal: AbortSignal) =>
        withLateParts(
          sentryApi.getSummary(entityRef, { statsPeriod }, { signal }),
          { isAggregate, signal },
        ),
      [sentryApi, entityRef, statsPeriod, isAggregate],
    ),
  );
  // A Sentry tells both; where one is missing there may be a reason to tell.
  const lacks =
    summary.data !== undefined &&
    (summary.data.users === undefined || !summary.data.trend);
  const capabilities = useCapabilities(
    entityRef,
    lacks || isUncommonSort(asked),
  );
  const sort = offeredSort(asked, capabilities ?? allCapabilities);
  const canAsk = maxItems > 0 && (capabilities || !isUncommonSort(asked));

  const loadIssues = useCallback(
    (signal: AbortSignal) =>
      withLateParts(
        sentryApi.getIssues(
          entityRef,
          { statsPeriod, sort, limit: maxItems },
          { signal },
        ),
        { isAggregate, signal },
      ),
    [sentryApi, entityRef, statsPeriod, sort, maxItems, isAggregate],
  );
  const issues = useResource(canAsk ? loadIssues : undefined);
  useRefreshWhenStale(summary);
  useRefreshWhenStale(issues);
  useRefreshAfterChange(summary);
  useRefreshAfterChange(issues);

  const error = summary.error ?? issues.error;
  const retry = () => {
    summary.reload();
    issues.reload();
  };

  return (
    <EntityInfoCard
      title={t('card.title')}
      headerActions={
        <div className={styles.action}>
          <OpenInSentry
            href={summary.data?.links.sentry ?? issues.data?.links.sentry}
          />
        </div>
      }
      footerActions={
        tabHref &&
        !error && (
          <Flex justify="end">
            <Link href={tabHref({ statsPeriod })}>{t('card.allIssues')}</Link>
          </Flex>
        )
      }
    >
      {error ? (
        <CardProblem
          rows={maxItems}
          error={error}
          entity={entity}
          onRetry={retry}
          isRetrying={summary.isPending || issues.isPending}
        />
      ) : (
        <CardBody
          summary={summary}
          issues={issues}
          isAggregate={isAggregate}
          maxItems={maxItems}
          statsPeriod={statsPeriod}
          sort={{ asked, used: sort }}
          capabilities={capabilities}
          onRetry={retry}
        />
      )}
    </EntityInfoCard>
  );
}
