import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { RiCheckboxCircleLine, RiFilterOffLine } from '@remixicon/react';
import {
  sentryIssuesDefaults,
  type SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { withStatus } from '../../api/query';
import { useFormats, usePeriodText } from '../../formats';
import type { ChangeIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import styles from './EmptyIssues.module.css';

const longestPeriod = '90d';

/**
 * Stands where the issues would, if there are none: good news where only the
 * defaults are asked for, else which filters hide what, and ways out.
 */
export function EmptyIssues(props: {
  /** What was asked for, defaults included. */
  query: SentryIssuesQuery & { query: string; statsPeriod: string };
  /** Whether there is a window at all; else all that ever happened counts. */
  hasPeriod: boolean;
  /** Whether the viewer set a filter, and so can clear it. */
  isFiltered: boolean;
  onChange: ChangeIssuesQuery;
  onClear: () => void;
}) {
  const { query, hasPeriod, isFiltered, onChange, onClear } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const period = usePeriodText()(query.statsPeriod);
  const isGoodNews =
    !query.cursor &&
    !query.environment?.length &&
    !query.project?.length &&
    query.query === sentryIssuesDefaults.query;

  const notFound = query.cursor ? t('empty.pageGone') : t('empty.filtered');
  const title = isGoodNews ? t('empty.good') : notFound;

  return (
    <div className={styles.empty}>
      <span
        className={styles.icon}
        data-tone={isGoodNews ? 'positive' : 'neutral'}
        aria-hidden
      >
        {isGoodNews ? <RiCheckboxCircleLine /> : <RiFilterOffLine />}
      </span>
      <Text as="p" variant="body-large" weight="bold">
        {title}
      </Text>
      {isGoodNews ? (
        <Text as="p" color="secondary">
          {hasPeriod
            ? t('empty.goodDescription', { period })
            : t('empty.goodDescriptionEver')}
        </Text>
      ) : (
        <ActiveFilters query={query} hasPeriod={hasPeriod} />
      )}
      <Flex gap="2" justify="center" className={styles.actions}>
        {query.cursor && (
          <Button
            variant="secondary"
            onPress={() => onChange({ cursor: undefined })}
          >
            {t('empty.firstPage')}
          </Button>
        )}
        {isFiltered && !query.cursor && (
          <Button variant="primary" onPress={onClear}>
            {t('filters.clear')}
          </Button>
        )}
        {hasPeriod && query.statsPeriod !== longestPeriod && (
          <Button
            variant="secondary"
            onPress={() => onChange({ statsPeriod: longestPeriod })}
          >
            {t('empty.longer')}
          </Button>
        )}
        {isGoodNews && (
          <Button
            variant="secondary"
            onPress={() => onChange({ query: withStatus(query.query, 'all') })}
          >
            {t('empty.all')}
          </Button>
        )}
      </Flex>
    </div>
  );
}

function ActiveFilters(props: {
  query: SentryIssuesQuery & { statsPeriod: string };
  hasPeriod: boolean;
}) {
  const { query, environment = [], project = [], statsPeriod } = props.query;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const period = usePeriodText()(statsPeriod);
  const lines = [
    query && t('empty.query', { query }),
    environment.length > 0 &&
      t('empty.environment', {
        count: environment.length,
        list: formats.list(environment),
      }),
    project.length > 0 &&
      t('empty.project', {
        count: project.length,
        list: formats.list(project),
      }),
    props.hasPeriod && t('empty.period', { period }),
  ].filter(Boolean);

  return (
    <ul className={styles.filters}>
      {lines.map(line => (
        <li key={String(line)}>
          <Text color="secondary">{line}</Text>
        </li>
      ))}
    </ul>
  );
}
