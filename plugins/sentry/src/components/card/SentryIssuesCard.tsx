import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import { Suspense, useDeferredValue, useMemo } from 'react';
import type { SentryProblemException } from '../../api/errors';
import {
  allCapabilities,
  isUncommonSort,
  lacksCounts,
  linkedServer,
  offeredSort,
  useCapabilities,
} from '../../data/projects';
import { useSentryEntity, useSetUpProblem } from '../../sentryEntity';
import { useTabHref } from '../../issueUrl/links';
import { sentryTranslationRef } from '../../translation';
import { AllIssues, OpenInSentry } from '../ui/links';
import { OfOneIdentity } from '../ui/KeepFocus';
import { CardBody } from './CardBody';
import styles from './SentryIssuesCard.module.css';

import { useIssues, useSummary } from '../../data/answers';
import { useSteadyPage } from '../../data/useSteadyPage';
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
  /**
   * Which issues come first. Default `attention`: regressed, escalating, and unhandled of
   * high priority; where the server does not have it, `freq`: those with the most events.
   */
  sort?: SentryIssueSort;
}

/** The entity's Sentry issues at a glance, for the overview page. */
export function SentryIssuesCard(props: SentryIssuesCardProps) {
  const { entity, entityRef, isAggregate, missing } = useSentryEntity();
  const { t } = useTranslationRef(sentryTranslationRef);
  if (missing) {
    return (
      <OfOneIdentity label={t('card.title')} of={entityRef}>
        <MissingCard entity={entity} entityRef={entityRef} missing={missing} />
      </OfOneIdentity>
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

/** What is missing for there to be issues. */
function MissingCard(props: {
  entity: Entity;
  entityRef: string;
  missing: SentryProblemException;
}) {
  const { entity, entityRef, missing } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const problem = useSetUpProblem(entityRef, missing);
  return (
    <EntityInfoCard title={t('card.title')}>
      <Suspense fallback={<CardSkeleton rows={0} />}>
        {problem ? (
          <ProblemPanel error={problem} entity={entity} />
        ) : (
          <CardSkeleton rows={0} />
        )}
      </Suspense>
    </EntityInfoCard>
  );
}

/** Asked for at once: where a server does not have it, the answer says how it is sorted instead. */
const bestSort: SentryIssueSort = 'attention';

function IssuesCard(
  props: SentryIssuesCardProps & {
    entity: Entity;
    entityRef: string;
    isAggregate: boolean;
  },
) {
  const { entity, entityRef, isAggregate, statsPeriod = '14d' } = props;
  const { maxItems = 5, sort: asked = bestSort } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const tabHref = useTabHref();

  const summary = useSummary(entityRef, statsPeriod);
  const isUnsure = asked !== bestSort && isUncommonSort(asked);
  const capabilities = useCapabilities(
    { entityRef },
    lacksCounts(summary.data) || isUnsure,
  );
  const sort =
    asked === bestSort
      ? asked
      : offeredSort(asked, capabilities ?? allCapabilities);
  const canAsk = maxItems > 0 && (capabilities || !isUnsure);

  const issues = useIssues(
    { entityRef },
    canAsk ? { statsPeriod, sort, limit: maxItems } : undefined,
    { isLive: true },
  );
  const steadyPage = useSteadyPage(issues.data, issues.question);
  // What needs more code to be shown waits for it, so that nothing moves later.
  const shown = useDeferredValue(
    useMemo(
      () => ({
        summary: { data: summary.data, error: summary.error },
        issues: { data: steadyPage, error: issues.error },
      }),
      [summary.data, summary.error, steadyPage, issues.error],
    ),
  );
  const isPending = summary.isPending || issues.isPending;
  const retry = () => {
    summary.reload();
    issues.reload();
  };
  const page = shown.issues.data;
  const counts = shown.summary.data;
  // One explanation for both, in their place.
  const failure =
    counts || page || (canAsk && !shown.issues.error)
      ? undefined
      : shown.summary.error;

  return (
    <EntityInfoCard
      title={t('card.title')}
      headerActions={
        <div className={styles.action}>
          <OpenInSentry
            href={
              // Until both are known, so is not what the server is called.
              capabilities && (counts || shown.summary.error)
                ? (counts?.links.sentry ?? page?.links.sentry)
                : undefined
            }
            server={linkedServer(capabilities)}
          />
        </div>
      }
      footerActions={
        tabHref &&
        !failure && (
          <AllIssues href={tabHref({ statsPeriod })} total={page?.totalItems} />
        )
      }
    >
      <Suspense fallback={<CardSkeleton rows={maxItems} />}>
        {failure ? (
          <ProblemPanel
            error={failure}
            entity={entity}
            onRetry={retry}
            isRetrying={isPending}
          />
        ) : (
          <CardBody
            {...shown}
            isPending={isPending}
            isAggregate={isAggregate}
            maxItems={maxItems}
            statsPeriod={statsPeriod}
            sort={{ asked, used: page?.sort ?? sort }}
            capabilities={capabilities}
            onRetry={retry}
          />
        )}
      </Suspense>
    </EntityInfoCard>
  );
}
