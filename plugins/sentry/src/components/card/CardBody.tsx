import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssuesPage,
  SentryIssueSort,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
import { useMemo, Suspense } from 'react';
import { addressOf, areInMany } from '../../issueUrl/address';
import { type Capabilities, allCapabilities } from '../../data/projects';
import { usePeriodText } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import { sentryTranslationRef } from '../../translation';
import { IssueListProvider } from '../ui/IssueContext';
import { IssueList, IssueListSkeleton } from '../ui/IssueList';
import { SummaryCounts, SummaryCountsSkeleton } from '../ui/SummaryCounts';
import styles from './SentryIssuesCard.module.css';
import { ComponentTotalsSkeleton } from '../ui/ComponentTotalsSkeleton';
import {
  AnswerNotices,
  ComponentLine,
  ComponentTotals,
  LimitsNote,
} from './lazyParts';

/** Counts and top issues, each as soon as it is there. */
export function CardBody(props: {
  summary: SentrySummary | undefined;
  issues: SentryIssuesPage | undefined;
  isPending: boolean;
  /** Whether they are those of several entities, which then are named. */
  isAggregate: boolean;
  maxItems: number;
  statsPeriod: string;
  sort: { asked: SentryIssueSort; used: SentryIssueSort };
  /** Undefined while it is not known what may be shown. */
  capabilities: Capabilities | undefined;
  onRetry: () => void;
}) {
  const { summary, issues, isPending, isAggregate, maxItems } = props;
  const { statsPeriod, sort, capabilities, onRetry } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const period = usePeriodText()(statsPeriod);
  const answer = summary ?? issues;
  const tabHref = useTabHref();
  const inMany = areInMany(issues?.items.map(({ project }) => project) ?? []);
  const components = issues?.entities;
  const context = useMemo(
    () => ({
      links: tabHref && {
        hrefOf: (issue: SentryIssue) =>
          tabHref({ statsPeriod, sort: sort.used }, addressOf(issue, inMany)),
      },
      components,
    }),
    [tabHref, statsPeriod, sort.used, inMany, components],
  );
  const isLimited =
    capabilities &&
    (capabilities !== allCapabilities || sort.asked !== sort.used);
  const label =
    sort.used === 'freq' ? t('card.topIssues') : t('card.topIssuesBySort');

  return (
    <div className={styles.body} aria-busy={isPending}>
      {!answer && (
        <VisuallyHidden role="status">{t('content.loading')}</VisuallyHidden>
      )}
      {answer && answer.problems.length > 0 && (
        <AnswerNotices
          answer={answer}
          onRetry={onRetry}
          isRetrying={isPending}
        />
      )}
      {summary && capabilities ? (
        <SummaryCounts summary={summary} capabilities={capabilities} />
      ) : (
        <SummaryCountsSkeleton />
      )}
      {isAggregate && (
        <Suspense fallback={<ComponentTotalsSkeleton />}>
          <ComponentTotals
            components={summary && (summary.components ?? [])}
            statsPeriod={statsPeriod}
          />
        </Suspense>
      )}
      {maxItems > 0 && !issues && (
        <IssueListSkeleton rows={maxItems} withComponents={isAggregate} />
      )}
      {issues && issues.items.length > 0 && (
        <IssueListProvider value={context}>
          <IssueList
            issues={issues.items}
            label={label}
            withUsers={capabilities?.users ?? true}
            Line={isAggregate ? ComponentLine : undefined}
          />
        </IssueListProvider>
      )}
      {issues?.items.length === 0 && (
        <Text as="p">
          {capabilities?.statsPeriod === false
            ? t('card.noIssuesEver')
            : t('card.noIssues', { period })}
        </Text>
      )}
      {isLimited && (
        <Suspense>
          <LimitsNote capabilities={capabilities} sort={sort} besideCounts />
        </Suspense>
      )}
    </div>
  );
}
