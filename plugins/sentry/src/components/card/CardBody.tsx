import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type {
  SentryAnswerMeta,
  SentryIssue,
  SentryIssuesPage,
  SentryIssueSort,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
import { useId, useMemo, Suspense } from 'react';
import { addressOf, areInMany } from '../../issueUrl/address';
import { isPartial, mostCounted } from '../../data/answers';
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
  FailureNotice,
  LimitsNote,
} from './lazyParts';

/** What is known of one half of the card: what is known stays when asking for it anew fails. */
interface Half<T> {
  data?: T;
  error?: Error;
}

/** Verdict and issues, each as soon as it is there, and each without the other. */
export function CardBody(props: {
  summary: Half<SentrySummary>;
  issues: Half<SentryIssuesPage>;
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
  const { isPending, isAggregate, maxItems, statsPeriod } = props;
  const { sort, capabilities, onRetry } = props;
  const { data: summary } = props.summary;
  const { data: issues } = props.issues;
  const { t } = useTranslationRef(sentryTranslationRef);
  const answer = mergeMeta(summary, issues);
  const retry = { onRetry, isRetrying: isPending };
  // Of what is shown all the same.
  const failedRefresh =
    (summary && props.summary.error) ?? (issues && props.issues.error);
  const isOld =
    failedRefresh !== undefined ||
    Boolean(answer?.stale && answer.problems.length > 0);
  // The heading says how the list is sorted by default.
  const otherSort = sort.asked === 'attention' ? undefined : sort;
  const isLimited =
    capabilities &&
    (capabilities !== allCapabilities || otherSort?.asked !== otherSort?.used);

  return (
    <div className={styles.body} aria-busy={isPending}>
      {!answer && (
        <VisuallyHidden role="status">{t('content.loading')}</VisuallyHidden>
      )}
      {failedRefresh ? (
        <FailureNotice
          {...retry}
          error={failedRefresh}
          since={answer?.fetchedAt}
        />
      ) : (
        answer &&
        answer.problems.length > 0 && (
          <AnswerNotices {...retry} answer={answer} />
        )
      )}
      {!summary && props.summary.error && (
        <FailureNotice {...retry} error={props.summary.error} />
      )}
      <div className={styles.body} data-old={isOld}>
        {summary && capabilities && (
          <SummaryCounts
            summary={withTotal(summary, issues)}
            capabilities={capabilities}
          />
        )}
        {!summary && !props.summary.error && <SummaryCountsSkeleton />}
        {isAggregate && !props.summary.error && (
          <Suspense fallback={<ComponentTotalsSkeleton />}>
            <ComponentTotals
              components={summary && (summary.components ?? [])}
              statsPeriod={statsPeriod}
            />
          </Suspense>
        )}
        {maxItems > 0 && !issues && !props.issues.error && (
          <div>
            <ListHeading sort={sort.used} />
            <IssueListSkeleton rows={maxItems} withComponents={isAggregate} />
          </div>
        )}
        {issues && (
          <TopIssues
            page={issues}
            isAggregate={isAggregate}
            statsPeriod={statsPeriod}
            sort={sort.used}
            capabilities={capabilities ?? allCapabilities}
            // The counts say so, too.
            isEmptySaid={summary?.unresolved === 0}
          />
        )}
      </div>
      {!issues && props.issues.error && (
        <FailureNotice {...retry} error={props.issues.error} />
      )}
      {isLimited && (
        <Suspense>
          <LimitsNote
            capabilities={capabilities}
            sort={otherSort}
            besideCounts
          />
        </Suspense>
      )}
    </div>
  );
}

function TopIssues(props: {
  page: SentryIssuesPage;
  isAggregate: boolean;
  statsPeriod: string;
  sort: SentryIssueSort;
  capabilities: Capabilities;
  isEmptySaid: boolean;
}) {
  const { page, isAggregate, statsPeriod, sort, capabilities } = props;
  const { items, entities } = page;
  const { t } = useTranslationRef(sentryTranslationRef);
  const period = usePeriodText()(statsPeriod);
  const tabHref = useTabHref();
  const headingId = useId();
  const inMany = areInMany(items.map(({ project }) => project));
  const context = useMemo(
    () => ({
      links: tabHref && {
        hrefOf: (issue: SentryIssue) =>
          tabHref({ statsPeriod, sort }, addressOf(issue, inMany)),
      },
      components: entities,
    }),
    [tabHref, statsPeriod, sort, inMany, entities],
  );
  if (items.length === 0) {
    return props.isEmptySaid ? null : (
      <Text as="p">
        {capabilities.statsPeriod
          ? t('card.noIssues', { period })
          : t('card.noIssuesEver')}
      </Text>
    );
  }
  return (
    <div data-sentry-rows>
      <ListHeading sort={sort} id={headingId} />
      <IssueListProvider value={context}>
        <IssueList
          issues={items}
          labelledBy={headingId}
          withUsers={capabilities.users}
          Line={isAggregate ? ComponentLine : undefined}
        />
      </IssueListProvider>
    </div>
  );
}

function ListHeading(props: { sort: SentryIssueSort; id?: string }) {
  const { sort, id } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const texts: Partial<Record<SentryIssueSort, string>> = {
    attention: t('card.attention'),
    freq: t('card.topIssues'),
  };
  return (
    <Text
      as="h4"
      variant="body-small"
      weight="bold"
      className={styles.heading}
      id={id}
    >
      {texts[sort] ?? t('card.topIssuesBySort')}
    </Text>
  );
}

/** With all unresolved issues where the list counts further than the summary. */
function withTotal(
  summary: SentrySummary,
  page: SentryIssuesPage | undefined,
): SentrySummary {
  const { capped, queries } = summary;
  const total = page?.totalItems ?? 0;
  return capped.includes('unresolved') &&
    !queries &&
    total < mostCounted &&
    total > (summary.unresolved ?? 0)
    ? {
        ...summary,
        unresolved: total,
        capped: capped.filter(name => name !== 'unresolved'),
      }
    : summary;
}

/** What to know of both answers, each problem once. */
function mergeMeta(
  ...answers: (SentryAnswerMeta | undefined)[]
): SentryAnswerMeta | undefined {
  const known = answers.filter(answer => answer !== undefined);
  if (known.length === 0) {
    return undefined;
  }
  const problems = known.flatMap(answer => answer.problems);
  return {
    fetchedAt: known.map(({ fetchedAt }) => fetchedAt).sort()[0],
    stale: known.some(({ stale }) => stale),
    partial: known.some(isPartial),
    problems: [
      ...new Map(problems.map(one => [JSON.stringify(one), one])).values(),
    ],
  };
}
