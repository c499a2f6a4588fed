import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryPageTranslationRef } from '../pageTranslation';
import { readPeriod } from './readPeriod';

/** Says a window such as `14d` in words, as an option of its own: “Last 14 days”. */
export function usePeriodOption(): (statsPeriod: string) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return useCallback(
    statsPeriod => {
      const period = readPeriod(statsPeriod);
      return period
        ? t(`periodOption.${period.unit}`, { count: period.count })
        : statsPeriod;
    },
    [t],
  );
}
