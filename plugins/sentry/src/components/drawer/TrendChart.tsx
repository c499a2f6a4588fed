import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryReleaseRef,
  SentryTrend,
} from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { usePeriodOption } from '../tab/FilterSelect';
import { Sparkline } from '../ui/Sparkline';
import styles from './TrendChart.module.css';

/** Events over a period as bars, with the releases made in it. */
export function TrendChart(props: {
  trend: SentryTrend;
  /** The most important first: only a few fit. */
  releases: (SentryReleaseRef | undefined)[];
}) {
  const { trend, releases } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const { t: tPage } = useTranslationRef(sentryPageTranslationRef);
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
          {t('issue.events', formats.counted(total))}
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
      {markers.length > 0 && (
        <ol
          className={styles.releases}
          aria-label={tPage('detail.trend.releases')}
        >
          {markers.map(({ version, label, date }, index) => (
            <li key={version} className={styles.release}>
              <span className={styles.number} aria-hidden>
                {formats.number(index + 1)}
              </span>
              <span>
                <bdi>{label}</bdi>{' '}
                <span className={styles.date}>
                  {formats.bucket(date, hourly)}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </figure>
  );
}

/** A release at its place in a trend. */
interface PlacedMarker {
  version: string;
  label: string;
  date: Date;
  /** From the trend's start to its end, 0 to 1. */
  position: number;
}

/** The width of a marker's number, as a share of the chart's. */
const markerWidth = 0.07;

/**
 * Places the releases made in the trend's period, the oldest first. Where they are too close
 * to each other to read, earlier ones in the list win.
 */
export function placeMarkers(
  trend: SentryTrend,
  releases: (SentryReleaseRef | undefined)[],
): PlacedMarker[] {
  const { buckets } = trend;
  if (buckets.length < 2) {
    return [];
  }
  const [start] = buckets[0];
  const span = buckets.length * (buckets[1][0] - start);
  const placed: PlacedMarker[] = [];
  for (const release of releases) {
    const date = new Date(release?.dateCreated ?? NaN);
    const position = (date.getTime() / 1000 - start) / span;
    const isLegible = placed.every(
      other => Math.abs(other.position - position) >= markerWidth,
    );
    if (release && position >= 0 && position <= 1 && isLegible) {
      const { version, shortVersion = version } = release;
      placed.push({ version, label: shortVersion, date, position });
    }
  }
  return placed.sort((a, b) => a.position - b.position);
}
