import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, useBreakpoint } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiEqualizerLine,
} from '@remixicon/react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { issueStatuses, readStatus, withStatus } from '../../api/query';
import type { Capabilities } from '../../data/projects';
import { usePeriodOption } from '../../formats';
import type { ChangeIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { usePeriodLimit } from '../ui/LimitsNote';
import { QuietText } from '../ui/primitives';
import {
  FilterMultiSelect,
  type FilterOption,
  FilterSelect,
  PeriodSelect,
} from './FilterSelect';
import styles from './IssuesFilters.module.css';
import { SearchInput } from './SearchInput';

type QueryWithDefaults = SentryIssuesQuery &
  Required<Pick<SentryIssuesQuery, 'query' | 'statsPeriod' | 'sort'>>;

/** The filters of a list of issues, and its order. */
export function IssuesFilters(props: {
  query: QueryWithDefaults;
  capabilities: Capabilities;
  /** Undefined where they are unknown. */
  environments: string[] | undefined;
  projects: FilterOption[];
  onChange: ChangeIssuesQuery;
  /** Undefined where no filter is set. */
  onClear?: () => void;
  queryError?: string;
}) {
  const { capabilities, query, environments, projects, onChange } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const periodLimit = usePeriodLimit(capabilities);
  const { environment = [], project = [] } = query;
  const isNarrow = useBreakpoint().down('xs');
  const [isOpen, setOpen] = useState(false);

  return (
    <div className={styles.room}>
      <div
        className={styles.filters}
        role="search"
        aria-label={t('filters.label')}
      >
        <SearchInput
          value={query.query}
          onSubmit={text => onChange({ query: text })}
          error={props.queryError}
          onClearFilters={props.onClear}
        />
        {isNarrow && (
          <FiltersToggle
            query={query}
            isOpen={isOpen}
            onToggle={() => setOpen(!isOpen)}
          />
        )}
        {(isOpen || !isNarrow) && (
          <>
            <FilterSelect
              label={t('filters.status')}
              options={issueStatuses.map(value => ({
                value,
                label: t(`filters.statusOption.${value}`),
              }))}
              value={readStatus(query.query)}
              onChange={status =>
                onChange({ query: withStatus(query.query, status) })
              }
            />
            {projects.length > 1 && (
              <FilterMultiSelect
                label={t('filters.project')}
                allLabel={t('filters.allProjects')}
                options={projects}
                value={project}
                onChange={value =>
                  onChange({ project: value.length ? value : undefined })
                }
              />
            )}
            {(environments || environment.length > 0) && (
              <FilterMultiSelect
                label={t('filters.environment')}
                allLabel={t('filters.allEnvironments')}
                options={[
                  ...new Set([...(environments ?? []), ...environment]),
                ].map(name => ({ value: name, label: name }))}
                value={environment}
                onChange={value => onChange({ environment: value })}
              />
            )}
            {periodLimit ? (
              <div className={styles.instead}>
                <Text variant="body-small" weight="bold">
                  {t('filters.period')}
                </Text>
                <QuietText variant="body-small">{periodLimit}</QuietText>
              </div>
            ) : (
              <PeriodSelect
                value={query.statsPeriod}
                onChange={statsPeriod => onChange({ statsPeriod })}
              />
            )}
            <FilterSelect
              label={t('filters.sort')}
              options={capabilities.sorts.map(value => ({
                value,
                label: t(`limits.sortOption.${value}`),
              }))}
              value={query.sort}
              onChange={sort => onChange({ sort })}
            />
          </>
        )}
      </div>
    </div>
  );
}

/** On narrow screens: the filters in effect, and a button to open them. */
function FiltersToggle(props: {
  query: QueryWithDefaults;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { query, isOpen, onToggle } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const periodText = usePeriodOption();
  const Chevron = isOpen ? RiArrowUpSLine : RiArrowDownSLine;
  const inEffect = [
    t(`filters.statusOption.${readStatus(query.query)}`),
    ...(query.project ?? []),
    ...(query.environment ?? []),
    periodText(query.statsPeriod),
    t(`limits.sortOption.${query.sort}`),
  ].join(' · ');

  return (
    <Button
      className={styles.toggle}
      variant="secondary"
      size="small"
      aria-expanded={isOpen}
      aria-label={`${t('filters.label')}: ${inEffect}`}
      iconStart={<RiEqualizerLine aria-hidden />}
      iconEnd={<Chevron aria-hidden />}
      onPress={onToggle}
    >
      <bdi className={styles.inEffect}>{inEffect}</bdi>
    </Button>
  );
}
