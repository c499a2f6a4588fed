import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePeriodOption } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { FilterSelect } from './FilterSelect';

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
