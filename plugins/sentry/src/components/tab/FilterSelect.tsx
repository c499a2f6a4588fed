import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { usePeriodOption } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import styles from './IssuesFilters.module.css';

/** Longer lists of options have a search. */
const mostWithoutSearch = 10;

/** An option of a filter. */
export interface FilterOption<T extends string = string> {
  value: T;
  label: string;
}

/** A filter with exactly one value. */
export function FilterSelect<T extends string>(props: {
  label: string;
  options: FilterOption<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  const { options, value, onChange, ...rest } = props;
  return (
    <Select
      {...rest}
      className={styles.select}
      size="small"
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
  allLabel: string;
  options: FilterOption[];
  value: string[];
  onChange: (value: string[]) => void;
}) {
  const { allLabel, options, onChange, ...rest } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isLong = options.length > mostWithoutSearch;
  return (
    <Select
      {...rest}
      className={styles.select}
      size="small"
      placeholder={allLabel}
      selectionMode="multiple"
      search={isLong ? { placeholder: t('filters.find') } : undefined}
      options={options}
      onChange={keys => onChange(keys.map(String))}
    />
  );
}

const periods = ['1h', '24h', '7d', '14d', '30d', '90d'];

/** The window that issues are searched and counted in. */
export function PeriodSelect(props: {
  value: string;
  onChange: (statsPeriod: string) => void;
}) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const periodText = usePeriodOption();
  return (
    <FilterSelect
      {...props}
      label={t('filters.period')}
      options={[...new Set([...periods, props.value])].map(period => ({
        value: period,
        label: periodText(period),
      }))}
    />
  );
}
