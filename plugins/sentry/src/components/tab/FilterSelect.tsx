import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import type { ReactElement } from 'react';
import { readPeriod } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';

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
  /** Where the value alone does not say what it is. */
  icon?: ReactElement;
  options: FilterOption<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  const { label, icon, options, value, onChange } = props;
  return (
    <Select
      aria-label={label}
      icon={icon}
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
  onOpen?: () => void;
  /** Whether its options are still to come. */
  isLoading?: boolean;
  /** Of the element that says why the choice is wrong. */
  errorId?: string;
  className?: string;
}) {
  const { label, allLabel, options, value, onChange, className } = props;
  const { onOpen, isLoading, errorId } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isLong = options.length > mostWithoutSearch;
  return (
    <Select
      aria-label={label}
      className={className}
      aria-describedby={errorId}
      isInvalid={errorId !== undefined}
      size="small"
      placeholder={allLabel}
      selectionMode="multiple"
      search={isLong ? { placeholder: t('filters.find') } : undefined}
      options={options}
      loading={isLoading ? { state: 'loading' } : undefined}
      value={value}
      onChange={keys => onChange(keys.map(String))}
      onOpenChange={isOpen => isOpen && onOpen?.()}
    />
  );
}

/** Says a window such as `14d` in words, as an option of its own: “Last 14 days”. */
export function usePeriodOption(): (statsPeriod: string) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return statsPeriod => {
    const period = readPeriod(statsPeriod);
    return period
      ? t(`periodOption.${period.unit}`, { count: period.count })
      : statsPeriod;
  };
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
