import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePeriodText } from '../../hooks/usePeriodText';
import { sentryTranslationRef } from '../../translation';
import { FilterSelect } from './FilterSelect';

const periods = ['1h', '24h', '7d', '14d', '30d', '90d'];

/** The window that issues are looked for and counted in. */
export function PeriodSelect(props: {
  value: string;
  onChange: (statsPeriod: string) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const periodText = usePeriodText();
  return (
    <FilterSelect
      label={t('filters.period')}
      options={[...new Set([...periods, value])].map(period => ({
        value: period,
        label: periodText(period, 'option'),
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
