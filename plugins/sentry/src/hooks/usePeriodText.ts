import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryTranslationRef } from '../translation';

const units: Record<string, 'hour' | 'day' | 'week'> = {
  h: 'hour',
  d: 'day',
  w: 'week',
};

/**
 * Says a window such as `14d` in words: “the last 14 days” within a sentence,
 * “Last 14 days” as an option of its own.
 */
export function usePeriodText(): (
  statsPeriod: string,
  form?: 'option',
) => string {
  const { t } = useTranslationRef(sentryTranslationRef);
  return useCallback(
    (statsPeriod, form) => {
      const unit = units[statsPeriod.slice(-1)];
      const count = Number.parseInt(statsPeriod, 10);
      if (!unit || Number.isNaN(count)) {
        return statsPeriod;
      }
      return form === 'option'
        ? t(`periodOption.${unit}`, { count })
        : t(`period.${unit}`, { count });
    },
    [t],
  );
}
