import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Container,
  Flex,
  Text,
  VisuallyHidden,
  Card,
  CardBody,
} from '@backstage/ui';
import {
  sentryIssuesDefaults,
  type SentrySummary,
} from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import { useIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { allCapabilities, type Capabilities } from '../../data/projects';
import { AnswerNotices } from '../ui/AnswerNotices';
import { PeriodSelect } from '../tab/FilterSelect';
import { OfOneIdentity } from '../ui/KeepFocus';
import { LimitsNote } from '../ui/LimitsNote';
import { ProblemPanel } from '../ui/ProblemPanel';
import { TeamList } from './TeamList';
import styles from './TeamsPage.module.css';
import { SummaryCounts, SummaryCountsSkeleton } from '../ui/SummaryCounts';
import { useMyTeams } from '../../data/answers';
import { useCapabilities } from '../../data/projects';

const owned = { relation: 'owned' } as const;

/** The viewer's groups, and how many unresolved issues what they own has. */
export function TeamsPage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Container>
      <OfOneIdentity label={t('teams.title')}>
        <Teams />
      </OfOneIdentity>
    </Container>
  );
}

function Teams() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { query, change } = useIssuesQuery();
  const { statsPeriod = sentryIssuesDefaults.statsPeriod } = query;
  const { data, error, isPending, isOutdated, reload } =
    useMyTeams(statsPeriod);
  const capabilities =
    useCapabilities(owned, data !== undefined && countsMissingOf(data)) ??
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
          value={statsPeriod}
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
      {error ? (
        <ProblemPanel error={error} onRetry={reload} isRetrying={isPending} />
      ) : (
        <div className={styles.answer} data-stale={isOutdated}>
          {data?.components?.length === 0 ? (
            <NoTeams />
          ) : (
            <>
              <TeamTotals summary={data} capabilities={capabilities} />
              {capabilities.limitedBy.length > 0 && (
                <LimitsNote capabilities={capabilities} besideCounts />
              )}
              <TeamList
                teams={data && (data.components ?? [])}
                statsPeriod={data?.statsPeriod ?? statsPeriod}
              />
            </>
          )}
        </div>
      )}
    </Flex>
  );
}

/** Whether a count is missing that a Sentry would have. */
function countsMissingOf({ new: isNew, regressed, unhandled }: SentrySummary) {
  return [isNew, regressed, unhandled].includes(undefined);
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
    <section
      className={styles.section}
      aria-labelledby={titleId}
      aria-hidden={!summary}
    >
      <Text as="h3" variant="body-medium" weight="bold" id={titleId}>
        {t('teams.together')}
      </Text>
      <Card>
        <CardBody>
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
        </CardBody>
      </Card>
    </section>
  );
}
