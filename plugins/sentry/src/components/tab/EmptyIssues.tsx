import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { sentryIssuesDefaults } from 'backstage-plugin-sentry-common';
import { withStatus } from '../../api/query';
import { useFormats, usePeriodText } from '../../formats';
import type { ChangeIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CheckCircleIcon, FilterOffIcon } from '../ui/icons';
import styles from './EmptyIssues.module.css';
import type { EffectiveQuery } from './useEffectiveQuery';

const longestPeriod = '90d';

/** Good news where the defaults match nothing; else the filters in effect, and how to widen them. */
export function EmptyIssues(props: {
  query: EffectiveQuery;
  /** Whether the servers filter by period. */
  hasPeriod: boolean;
  /** Whether some projects could not be read. */
  isPartial: boolean;
  isFiltered: boolean;
  onChange: ChangeIssuesQuery;
  onClear: () => void;
}) {
  const { query, hasPeriod, isPartial, isFiltered, onChange, onClear } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const period = usePeriodText()(query.statsPeriod);
  const isDefault =
    !query.cursor &&
    query.environment.length === 0 &&
    !query.project?.length &&
    query.query === sentryIssuesDefaults.query;
  const isGoodNews = isDefault && !isPartial;

  const title = () => {
    if (query.cursor) {
      return t('empty.pageGone');
    }
    if (isPartial) {
      return t('empty.partial');
    }
    return isDefault ? t('empty.good') : t('empty.filtered');
  };

  return (
    <div className={styles.empty}>
      <span
        className={styles.icon}
        data-tone={isGoodNews ? 'positive' : 'neutral'}
        aria-hidden
      >
        {isGoodNews ? <CheckCircleIcon /> : <FilterOffIcon />}
      </span>
      <Text as="p" variant="body-large" weight="bold">
        {title()}
      </Text>
      {isGoodNews ? (
        <Text as="p" color="secondary">
          {hasPeriod
            ? t('empty.goodDescription', { period })
            : t('empty.goodDescriptionEver')}
        </Text>
      ) : (
        <FiltersInEffect query={query} hasPeriod={hasPeriod} />
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
        {isDefault && (
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

/** Where there is nothing to show for filters that Sentry refuses: the toolbar says which. */
export function RefusedFilters(props: { onClear: () => void }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <div className={styles.empty}>
      <span className={styles.icon} data-tone="neutral" aria-hidden>
        <FilterOffIcon />
      </span>
      <Text as="p" variant="body-large" weight="bold">
        {t('empty.refused')}
      </Text>
      <Button variant="primary" onPress={props.onClear}>
        {t('filters.clear')}
      </Button>
    </div>
  );
}

function FiltersInEffect(props: { query: EffectiveQuery; hasPeriod: boolean }) {
  const { query, environment, project = [], statsPeriod } = props.query;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const period = usePeriodText()(statsPeriod);
  const named = (key: 'environment' | 'project', names: string[]) =>
    names.length > 0 &&
    t(`empty.${key}`, { count: names.length, list: formats.list(names) });
  const lines = [
    query && t('empty.query', { query }),
    named('environment', environment),
    named('project', project),
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
