import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, useBreakpoint, Button } from '@backstage/ui';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { issueStatuses, readStatus, withStatus } from '../../api/query';
import type { Capabilities } from '../../data/projects';
import type { ChangeIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useLimitTexts } from '../ui/LimitsNote';
import { QuietText } from '../ui/primitives';
import {
  FilterMultiSelect,
  FilterOption,
  FilterSelect,
  PeriodSelect,
} from './FilterSelect';
import styles from './IssuesFilters.module.css';
import { SearchInput } from './SearchInput';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiEqualizerLine,
} from '@remixicon/react';
import { usePeriodOption } from '../../formats';

/** Everything a list of issues can be narrowed by, and its order. */
export function IssuesFilters(props: {
  /** What is asked for, defaults included. */
  query: Required<Pick<SentryIssuesQuery, 'query' | 'statsPeriod' | 'sort'>> &
    SentryIssuesQuery;
  /** What is not among these is not offered. */
  capabilities: Capabilities;
  /** Undefined where there is no telling what to choose from. */
  environments: string[] | undefined;
  projects: FilterOption[];
  onChange: ChangeIssuesQuery;
  /** Drops all filters; undefined where there is none to drop. */
  onClear?: () => void;
  /** What Sentry says about a search it can't parse. */
  queryError?: string;
}) {
  const {
    capabilities,
    query,
    environments,
    projects,
    onChange,
    onClear,
    queryError,
  } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const limits = useLimitTexts(capabilities);
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
          error={queryError}
          onClearFilters={onClear}
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
                options={unique([...(environments ?? []), ...environment]).map(
                  name => ({
                    value: name,
                    label: name,
                  }),
                )}
                value={environment}
                onChange={value => onChange({ environment: value })}
              />
            )}
            {limits.period ? (
              <div className={styles.instead}>
                <Text variant="body-small" weight="bold">
                  {t('filters.period')}
                </Text>
                <QuietText variant="body-small">{limits.period}</QuietText>
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

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

/** Where there is little room: what the list is narrowed by, and the way to change it. */
function FiltersToggle(props: {
  query: Required<Pick<SentryIssuesQuery, 'query' | 'statsPeriod' | 'sort'>> &
    SentryIssuesQuery;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { query, isOpen, onToggle } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const periodText = usePeriodOption();
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
      iconEnd={
        isOpen ? (
          <RiArrowUpSLine aria-hidden />
        ) : (
          <RiArrowDownSLine aria-hidden />
        )
      }
      onPress={onToggle}
    >
      <bdi className={styles.inEffect}>{inEffect}</bdi>
    </Button>
  );
}
