import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryTrend } from 'backstage-plugin-sentry-common';
import { useFormats, usePeriodText } from '../../formats';
import { sentryTranslationRef } from '../../translation';

const secondsOfDay = 86_400;

/** A trend in words: how many events, and when most of them. */
export function useTrendText(trend: SentryTrend): string {
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const period = usePeriodText()(trend.period);

  const { buckets } = trend;
  const total = buckets.reduce((sum, [, events]) => sum + events, 0);
  if (total === 0) {
    return t('trend.empty', { period });
  }
  const [start] = buckets.reduce((most, bucket) =>
    bucket[1] > most[1] ? bucket : most,
  );
  const hourly =
    buckets.length > 1 && buckets[1][0] - buckets[0][0] < secondsOfDay;
  return t('trend.summary', {
    count: total,
    number: formats.number(total),
    period,
    peak: formats.bucket(new Date(start * 1000), hourly),
  });
}
