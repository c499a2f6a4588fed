import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssuesPage,
  SentryIssueSort,
  SentrySummary,
  SentryComponentSummary,
} from 'backstage-plugin-sentry-common';
import { useMemo, Suspense } from 'react';
import { addressOf, areInMany } from '../../issueUrl/address';
import { type Capabilities, allCapabilities } from '../../data/projects';
import { usePeriodText } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import type { Resource } from '../../data/useResource';
import { sentryTranslationRef } from '../../translation';
import { ComponentsProvider, IssueLinksProvider } from '../ui/IssueContext';
import { IssueList, IssueListSkeleton } from '../ui/IssueList';
import { SummaryCounts, SummaryCountsSkeleton } from '../ui/SummaryCounts';
import { CardNotices } from './CardProblem';
import { lateAggregate, lateTrouble } from './lateParts';
import styles from './SentryIssuesCard.module.css';
import { useLate } from '../../late/useLate';
import { ComponentTotalsSkeleton } from '../ui/ComponentTotalsSkeleton';

/** Counts and top issues, each as soon as it is there. */
export function CardBody(props: {
  summary: Resource<SentrySummary>;
  issues: Resource<SentryIssuesPage>;
  /** Whether they are those of several entities, which then are named. */
  isAggregate: boolean;
  maxItems: number;
  statsPeriod: string;
  sort: { asked: SentryIssueSort; used: SentryIssueSort };
  /** Undefined while it is not known what may be shown. */
  capabilities: Capabilities | undefined;
  onRetry: () => void;
}) {
  const { summary, issues, isAggregate, maxItems, statsPeriod, sort, onRetry } =
    props;
  const { capabilities } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const period = usePeriodText()(statsPeriod);
  const isPending = summary.isPending || issues.isPending;
  const answer = summary.data ?? issues.data;
  const tabHref = useTabHref();
  const inMany = areInMany(
    issues.data?.items.map(({ project }) => project) ?? [],
  );
  const links = useMemo(
    () =>
      tabHref && {
        hrefOf: (issue: SentryIssue) =>
          tabHref({ statsPeriod, sort: sort.used }, addressOf(issue, inMany)),
      },
    [tabHref, statsPeriod, sort.used, inMany],
  );
  const aggregate = isAggregate ? lateAggregate.get() : undefined;
  const label =
    sort.used === 'freq' ? t('card.topIssues') : t('card.topIssuesBySort');

  return (
    <div className={styles.body} aria-busy={isPending}>
      {!answer && (
        <VisuallyHidden role="status">{t('content.loading')}</VisuallyHidden>
      )}
      {answer && answer.problems.length > 0 && (
        <CardNotices answer={answer} onRetry={onRetry} isRetrying={isPending} />
      )}
      {summary.data && capabilities ? (
        <SummaryCounts summary={summary.data} capabilities={capabilities} />
      ) : (
        <SummaryCountsSkeleton />
      )}
      {isAggregate && (
        <CardTotals
          components={summary.data && (summary.data.components ?? [])}
          statsPeriod={statsPeriod}
        />
      )}
      {maxItems > 0 && !issues.data && (
        <IssueListSkeleton rows={maxItems} withComponents={isAggregate} />
      )}
      {issues.data && issues.data.items.length > 0 && (
        <ComponentsProvider value={issues.data.entities ?? []}>
          <IssueLinksProvider value={links}>
            <IssueList
              issues={issues.data.items}
              label={label}
              withUsers={capabilities?.users ?? true}
              Line={
                typeof aggregate === 'object'
                  ? aggregate.ComponentLine
                  : undefined
              }
            />
          </IssueLinksProvider>
        </ComponentsProvider>
      )}
      {issues.data?.items.length === 0 && (
        <Text as="p">
          {capabilities?.statsPeriod === false
            ? t('card.noIssuesEver')
            : t('card.noIssues', { period })}
        </Text>
      )}
      {capabilities && <CardLimits capabilities={capabilities} sort={sort} />}
    </div>
  );
}

/** What each entity adds to the counts. */
function CardTotals(props: {
  /** Undefined until the first answer. */
  components: SentryComponentSummary[] | undefined;
  statsPeriod: string;
}) {
  const { components, statsPeriod } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const query = useMemo(() => ({ statsPeriod }), [statsPeriod]);
  const aggregate = useLate(lateAggregate);
  if (aggregate === 'missing') {
    return <Text as="p">{t('components.missing')}</Text>;
  }
  return aggregate ? (
    <aggregate.ComponentTotals components={components} query={query} />
  ) : (
    <ComponentTotalsSkeleton />
  );
}

/** At the end of the card: what the servers can't do, where they are not known to do all. */
function CardLimits(props: {
  capabilities: Capabilities;
  /** The order asked for, and the one that it is. */
  sort: { asked: SentryIssueSort; used: SentryIssueSort };
}) {
  const { capabilities, sort } = props;
  const isLimited =
    capabilities !== allCapabilities || sort.asked !== sort.used;
  const trouble = useLate(isLimited ? lateTrouble : undefined);
  return typeof trouble === 'object' ? (
    <Suspense>
      <trouble.LimitsNote {...props} besideCounts />
    </Suspense>
  ) : null;
}
