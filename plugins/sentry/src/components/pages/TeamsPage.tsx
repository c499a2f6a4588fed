import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Flex, Text, VisuallyHidden } from '@backstage/ui';
import {
  sentryIssuesDefaults,
  type SentrySummary,
} from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { useMyTeams } from '../../data/answers';
import {
  allCapabilities,
  type Capabilities,
  useCapabilities,
} from '../../data/projects';
import { usePeriodText } from '../../formats';
import { useIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { PeriodSelect } from '../tab/FilterSelect';
import { AnswerNotices } from '../ui/AnswerNotices';
import { ComponentTotals } from '../ui/ComponentTotals';
import { OfOneIdentity } from '../ui/KeepFocus';
import { LimitsNote } from '../ui/LimitsNote';
import { ProblemPanel } from '../ui/ProblemPanel';
import { SummaryCounts, SummaryCountsSkeleton } from '../ui/SummaryCounts';
import styles from './TeamsPage.module.css';

const owned = { relation: 'owned' } as const;

/** The viewer's groups, and how many unresolved issues what they own has. */
export function TeamsPage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <OfOneIdentity label={t('teams.title')}>
      <Teams />
    </OfOneIdentity>
  );
}

function Teams() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { query, change } = useIssuesQuery();
  const { statsPeriod: chosen = sentryIssuesDefaults.statsPeriod } = query;
  const { data, error, isPending, isOutdated, reload } = useMyTeams(chosen);
  const statsPeriod = data?.statsPeriod ?? chosen;
  const period = usePeriodText()(statsPeriod);
  const capabilities =
    useCapabilities(owned, data !== undefined && isLimited(data)) ??
    allCapabilities;

  return (
    <Flex direction="column" gap="4">
      <div className={styles.toolbar}>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('teams.title')}
        </Text>
        <VisuallyHidden role="status">
          {isPending ? t('teams.loading') : ''}
        </VisuallyHidden>
        <PeriodSelect
          value={chosen}
          onChange={next => change({ statsPeriod: next })}
        />
      </div>
      {data && !error && (
        <AnswerNotices
          answer={data}
          partial={t('teams.partial')}
          onRetry={reload}
          isRetrying={isPending}
        />
      )}
      {error && (
        <ProblemPanel error={error} onRetry={reload} isRetrying={isPending} />
      )}
      {!error && data?.components?.length === 0 && <NoTeams />}
      {(data ? data.components?.length !== 0 : !error) && (
        <div
          className={styles.answer}
          data-stale={isOutdated || error !== undefined}
        >
          <TeamTotals summary={data} capabilities={capabilities} />
          <Card>
            <CardBody>
              <ComponentTotals
                components={data && (data.components ?? [])}
                statsPeriod={statsPeriod}
                title={t('teams.list', { period })}
                isWide
              />
            </CardBody>
          </Card>
        </div>
      )}
    </Flex>
  );
}

/** Whether a count is missing, or leaves out projects, that a Sentry would have. */
function isLimited(summary: SentrySummary) {
  const { new: isNew, regressed, unhandled, uncounted } = summary;
  return (
    uncounted !== undefined || [isNew, regressed, unhandled].includes(undefined)
  );
}

function NoTeams() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <div role="note">
      <Text as="p" weight="bold">
        {t('teams.noneTitle')}
      </Text>
      <Text as="p">{t('teams.none')}</Text>
    </div>
  );
}

/** What is new or got worse in all that the teams own. */
function TeamTotals(props: {
  /** Undefined until the first answer. */
  summary: SentrySummary | undefined;
  capabilities: Capabilities;
}) {
  const { summary, capabilities } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);

  const titleId = useId();
  return (
    <Card
      role="region"
      aria-labelledby={titleId}
      aria-hidden={!summary || undefined}
    >
      <CardBody>
        <Flex direction="column" gap="3">
          <Text as="h3" variant="body-medium" weight="bold" id={titleId}>
            {t('teams.together')}
          </Text>
          {summary ? (
            <SummaryCounts
              summary={summary}
              capabilities={{
                ...capabilities,
                users: summary.users !== undefined,
              }}
            />
          ) : (
            <SummaryCountsSkeleton />
          )}
          {capabilities.limitedBy.length > 0 && (
            <LimitsNote capabilities={capabilities} besideCounts />
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}
