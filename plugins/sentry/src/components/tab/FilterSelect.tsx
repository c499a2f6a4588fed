import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { sentryPageTranslationRef } from '../../pageTranslation';
import styles from './IssuesFilters.module.css';
import { usePeriodOption } from '../../formats';

/** As many choices as are found at a glance. */
const mostWithoutSearch = 10;

/** One choice of a filter. */
export interface FilterOption<T extends string = string> {
  value: T;
  label: string;
}

/** A filter with one value, always set. */
export function FilterSelect<T extends string>(props: {
  label: string;
  options: FilterOption<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  const { label, options, value, onChange } = props;
  return (
    <Select
      className={styles.select}
      size="small"
      label={label}
      options={options}
      value={value}
      onChange={key => {
        const chosen = options.find(option => option.value === key);
        if (chosen && chosen.value !== value) {
          onChange(chosen.value);
        }
      }}
    />
  );
}

/** A filter with any number of values; none means all. */
export function FilterMultiSelect(props: {
  label: string;
  /** Shown while nothing is chosen. */
  allLabel: string;
  options: FilterOption[];
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const { label, allLabel, options, value, onChange } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isLong = options.length > mostWithoutSearch;
  return (
    <Select
      className={styles.select}
      size="small"
      label={label}
      placeholder={allLabel}
      selectionMode="multiple"
      search={isLong ? { placeholder: t('filters.find') } : undefined}
      options={options}
      value={value}
      onChange={keys => onChange(keys.map(String))}
    />
  );
}

const periods = ['1h', '24h', '7d', '14d', '30d', '90d'];

/** The window that issues are looked for and counted in. */
export function PeriodSelect(props: {
  value: string;
  onChange: (statsPeriod: string) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const periodText = usePeriodOption();
  return (
    <FilterSelect
      label={t('filters.period')}
      options={[...new Set([...periods, value])].map(period => ({
        value: period,
        label: periodText(period),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
