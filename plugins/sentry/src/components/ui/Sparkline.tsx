import type { SentryTrend } from 'backstage-plugin-sentry-common';
import styles from './Sparkline.module.css';
import { useTrendText } from './useTrendText';

/** How much of a bucket's room its bar takes. */
const barShare = 0.8;
/** A bucket with an event is seen, however small against the largest. */
const leastHeight = 0.06;

/** Events over time as small bars, told in words to those who don't see them. */
export function Sparkline(props: { trend: SentryTrend; height?: number }) {
  const { trend, height = 24 } = props;
  const label = useTrendText(trend);
  const { buckets } = trend;
  const most = Math.max(...buckets.map(([, events]) => events), 1);

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
      {buckets.map(([, events], index) => {
        const size = events ? Math.max(events / most, leastHeight) : 0.02;
        return (
          <rect
            // Two of one start are two bars nevertheless.
            key={index}
            className={events ? styles.bar : styles.none}
            x={index + (1 - barShare) / 2}
            y={1 - size}
            width={barShare}
            height={size}
          />
        );
      })}
    </svg>
  );
}
