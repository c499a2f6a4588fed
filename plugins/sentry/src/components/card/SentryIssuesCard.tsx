import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Link } from '@backstage/ui';
import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import {
  allCapabilities,
  isUncommonSort,
  offeredSort,
  useCapabilities,
} from '../../data/projects';
import { useSentryEntity } from '../../sentryEntity';
import { useTabHref } from '../../issueUrl/links';
import { sentryTranslationRef } from '../../translation';
import { OpenInSentry } from '../ui/links';
import { OfOneIdentity } from '../ui/KeepFocus';
import { CardBody } from './CardBody';
import styles from './SentryIssuesCard.module.css';
import { Suspense, useDeferredValue, useMemo } from 'react';
import { useIssues, useSummary } from '../../data/answers';
import { CardSkeleton, ProblemPanel } from './lazyParts';

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
  const { t } = useTranslationRef(sentryTranslationRef);
  if (missing) {
    return (
      <EntityInfoCard title={t('card.title')}>
        <Suspense fallback={<CardSkeleton rows={0} />}>
          <ProblemPanel error={missing} entity={entity} />
        </Suspense>
      </EntityInfoCard>
    );
  }
  return (
    <OfOneIdentity label={t('card.title')} of={entityRef}>
      <IssuesCard
        entity={entity}
        entityRef={entityRef}
        isAggregate={isAggregate}
        {...props}
      />
    </OfOneIdentity>
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
  const { t } = useTranslationRef(sentryTranslationRef);
  const tabHref = useTabHref();

  const summary = useSummary(entityRef, statsPeriod);
  // A Sentry returns both; where one is missing its server may not have it.
  const lacks =
    summary.data !== undefined &&
    (summary.data.users === undefined || !summary.data.trend);
  const capabilities = useCapabilities(
    { entityRef },
    lacks || isUncommonSort(asked),
  );
  const sort = offeredSort(asked, capabilities ?? allCapabilities);
  const canAsk = maxItems > 0 && (capabilities || !isUncommonSort(asked));

  const issues = useIssues(
    { entityRef },
    canAsk ? { statsPeriod, sort, limit: maxItems } : undefined,
  );
  const failure = summary.error ?? issues.error;
  // What needs more code to be shown waits for it, so that nothing moves later.
  const { error, counts, page } = useDeferredValue(
    useMemo(
      () => ({ error: failure, counts: summary.data, page: issues.data }),
      [failure, summary.data, issues.data],
    ),
  );
  const isPending = summary.isPending || issues.isPending;
  const retry = () => {
    summary.reload();
    issues.reload();
  };

  return (
    <EntityInfoCard
      title={t('card.title')}
      headerActions={
        <div className={styles.action}>
          <OpenInSentry href={counts?.links.sentry ?? page?.links.sentry} />
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
      <Suspense fallback={<CardSkeleton rows={maxItems} />}>
        {error ? (
          <ProblemPanel
            error={error}
            entity={entity}
            onRetry={retry}
            isRetrying={isPending}
          />
        ) : (
          <CardBody
            summary={counts}
            issues={page}
            isPending={isPending}
            isAggregate={isAggregate}
            maxItems={maxItems}
            statsPeriod={statsPeriod}
            sort={{ asked, used: sort }}
            capabilities={capabilities}
            onRetry={retry}
          />
        )}
      </Suspense>
    </EntityInfoCard>
  );
}
