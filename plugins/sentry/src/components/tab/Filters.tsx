import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { memo, startTransition, useEffect, useState } from 'react';
import { issueStatuses, readStatus, withStatus } from '../../api/query';
import { type IssuesOf, useEnvironments } from '../../data/answers';
import type { Capabilities } from '../../data/projects';
import type { ChangeIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { usePeriodLimit } from '../ui/LimitsNote';
import { SortDownIcon } from '../ui/icons';
import { QuietText } from '../ui/primitives';
import {
  FilterMultiSelect,
  type FilterOption,
  FilterSelect,
  PeriodSelect,
} from './FilterSelect';
import styles from './IssuesToolbar.module.css';
import type { EffectiveQuery } from './useEffectiveQuery';

/** What a list is narrowed to and ordered by. Not rendered anew with each answer: selects take long. */
export const Filters = memo(SelectFilters);

function SelectFilters(props: {
  of: IssuesOf;
  query: EffectiveQuery;
  capabilities: Capabilities;
  projects: FilterOption[];
  hasManyProjects: boolean;
  onChange: ChangeIssuesQuery;
  environmentErrorId: string | undefined;
}) {
  const { of, capabilities, query, projects, onChange } = props;
  const { environment, project = [] } = query;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const periodLimit = usePeriodLimit(capabilities);
  // They take longer than all the rest, and the issues come first.
  const [isReady, setReady] = useState(false);
  useEffect(() => startTransition(() => setReady(true)), []);
  if (!isReady) {
    return (
      <div className={styles.filters} aria-hidden>
        <div className={styles.instead} />
        <div className={`${styles.instead} ${styles.environment}`} />
        {props.hasManyProjects && <div className={styles.instead} />}
        <div className={styles.instead} />
        <div className={styles.instead} />
      </div>
    );
  }
  return (
    <div className={styles.filters}>
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
      <EnvironmentSelect
        of={of}
        value={environment}
        onChange={value => onChange({ environment: value })}
        errorId={props.environmentErrorId}
      />
      {props.hasManyProjects && (
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
      {periodLimit ? (
        <span className={styles.instead}>
          <QuietText>{periodLimit}</QuietText>
        </span>
      ) : (
        <PeriodSelect
          value={query.statsPeriod}
          onChange={statsPeriod => onChange({ statsPeriod })}
        />
      )}
      <FilterSelect
        label={t('filters.sort')}
        icon={<SortDownIcon size={16} aria-hidden />}
        options={capabilities.sorts.map(value => ({
          value,
          label: t(`limits.sortOption.${value}`),
        }))}
        value={query.sort}
        onChange={sort => onChange({ sort })}
      />
    </div>
  );
}

/** Its choices are asked for once it is opened. */
function EnvironmentSelect(props: {
  of: IssuesOf;
  value: string[];
  onChange: (value: string[]) => void;
  /** Of the element that says why the choice is wrong. */
  errorId: string | undefined;
}) {
  const { of, value, onChange, errorId } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [isNeeded, setNeeded] = useState(false);
  const { data } = useEnvironments(of, isNeeded);
  const names = data?.items.map(({ name }) => name) ?? [];
  return (
    <FilterMultiSelect
      label={t('filters.environment')}
      allLabel={t('filters.allEnvironments')}
      options={[...new Set([...names, ...value])].map(name => ({
        value: name,
        label: name,
      }))}
      value={value}
      onChange={onChange}
      onOpen={() => setNeeded(true)}
      isLoading={isNeeded && !data}
      errorId={errorId}
      className={styles.environment}
    />
  );
}
