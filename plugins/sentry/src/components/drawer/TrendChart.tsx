import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryTrend } from 'backstage-plugin-sentry-common';
import { useFormats, usePeriodOption } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { Sparkline } from '../ui/Sparkline';
import { placeMarkers, type ReleaseMarker } from './placeMarkers';
import { ReleaseLegend } from './ReleaseLegend';
import styles from './TrendChart.module.css';

/** Events over a window as bars, with the releases that fell into it. */
export function TrendChart(props: {
  trend: SentryTrend;
  /** Those that count most first: there is room for a few. */
  releases: ReleaseMarker[];
}) {
  const { trend, releases } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const period = usePeriodOption()(trend.period);
  const markers = placeMarkers(trend, releases);
  const { buckets } = trend;
  const total = buckets.reduce((sum, [, events]) => sum + events, 0);
  const most = Math.max(...buckets.map(([, events]) => events), 0);
  const hourly = trend.period === '24h';
  const ends =
    buckets.length > 1 ? [buckets[0], buckets[buckets.length - 1]] : [];

  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span>{period}</span>
        <span className={styles.total}>
          {t('issue.events', { count: total, number: formats.number(total) })}
        </span>
      </figcaption>
      <div className={styles.plot}>
        <Sparkline trend={trend} height={56} />
        {most > 0 && (
          <span className={styles.most} aria-hidden>
            {formats.compact(most)}
          </span>
        )}
        {markers.map(({ version, position }, index) => (
          <span
            key={version}
            className={styles.marker}
            style={{ insetInlineStart: `${position * 100}%` }}
            aria-hidden
          >
            <span className={styles.number}>{formats.number(index + 1)}</span>
          </span>
        ))}
      </div>
      <div className={styles.axis} aria-hidden>
        {ends.map(([start], index) => (
          <span key={index}>
            {formats.tick(new Date(start * 1000), hourly)}
          </span>
        ))}
      </div>
      <ReleaseLegend markers={markers} hourly={hourly} />
    </figure>
  );
}
