import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryTranslationRef } from '../translation';
import { readPeriod } from './readPeriod';

/** Says a window such as `14d` in words, within a sentence: “the last 14 days”. */
export function usePeriodText(): (statsPeriod: string) => string {
  const { t } = useTranslationRef(sentryTranslationRef);
  return useCallback(
    statsPeriod => {
      const period = readPeriod(statsPeriod);
      return period
        ? t(`period.${period.unit}`, { count: period.count })
        : statsPeriod;
    },
    [t],
  );
}
