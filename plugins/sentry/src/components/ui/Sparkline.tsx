import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryTrend } from 'backstage-plugin-sentry-common';
import { useFormats, usePeriodText } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import styles from './Sparkline.module.css';

/** The width of a bar, as a share of its bucket. */
const barShare = 0.8;
/** A bucket with any event is visible, as a share of the largest. */
const leastHeight = 0.06;
const emptyHeight = 0.02;

/** Events over time as small bars, with a text for screen readers. */
export function Sparkline(props: { trend: SentryTrend; height?: number }) {
  const { trend, height = 24 } = props;
  const label = useTrendText(trend);
  const { buckets } = trend;
  const most = Math.max(...buckets.map(([, events]) => events), 1);
  const heights = buckets.map(([, events]) =>
    events ? Math.max(events / most, leastHeight) : 0,
  );

  return (
    <svg
      className={styles.sparkline}
      role="img"
      aria-label={label}
      height={height}
      viewBox={`0 0 ${Math.max(buckets.length, 1)} 1`}
      preserveAspectRatio="none"
    >
      <title>{label}</title>
      {/* Hundreds of elements in a table of trends are slow to make. */}
      <path className={styles.bar} d={barsOf(heights)} />
      <path
        className={styles.none}
        d={barsOf(heights.map(size => (size ? 0 : emptyHeight)))}
      />
    </svg>
  );
}

/** One path with a bar for each height but 0, from 0 to 1. */
function barsOf(heights: number[]): string {
  return heights
    .map((size, index) =>
      size
        ? `M${index + (1 - barShare) / 2} 1v${-size}h${barShare}v${size}z`
        : '',
    )
    .join('');
}

const secondsOfDay = 86_400;

function useTrendText(trend: SentryTrend): string {
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
