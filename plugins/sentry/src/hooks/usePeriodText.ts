import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryTranslationRef } from '../translation';

const units: Record<string, 'period.hour' | 'period.day' | 'period.week'> = {
  h: 'period.hour',
  d: 'period.day',
  w: 'period.week',
};

/** Says a window such as `14d` in words: “the last 14 days”. */
export function usePeriodText(): (statsPeriod: string) => string {
  const { t } = useTranslationRef(sentryTranslationRef);
  return useCallback(
    statsPeriod => {
      const unit = units[statsPeriod.slice(-1)];
      return unit
        ? t(unit, { count: Number.parseInt(statsPeriod, 10) })
        : statsPeriod;
    },
    [t],
  );
}
