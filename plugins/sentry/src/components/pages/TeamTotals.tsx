import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { SentrySummary } from 'backstage-plugin-sentry-common';
import { useId } from 'react';
import type { Capabilities } from '../../data/projects';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { SummaryCounts } from '../ui/SummaryCounts';
import { SummaryCountsSkeleton } from '../ui/SummaryCountsSkeleton';
import styles from './TeamsPage.module.css';

/** What is new or got worse in all that the teams own. */
export function TeamTotals(props: {
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
