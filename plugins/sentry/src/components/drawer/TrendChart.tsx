import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryTrend,
  SentryReleaseRef,
} from 'backstage-plugin-sentry-common';
import { useFormats, usePeriodOption } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { Sparkline } from '../ui/Sparkline';
import styles from './TrendChart.module.css';
import { sentryPageTranslationRef } from '../../pageTranslation';

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

/** Which releases the numbers among the bars stand for. */
function ReleaseLegend(props: {
  markers: PlacedMarker[];
  /** Whether the hour tells them apart. */
  hourly: boolean;
}) {
  const { markers, hourly } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  if (markers.length === 0) {
    return null;
  }
  return (
    <ol className={styles.releases} aria-label={t('detail.trend.releases')}>
      {markers.map(({ version, label, date }, index) => (
        <li key={version} className={styles.release}>
          <span className={styles.number} aria-hidden>
            {formats.number(index + 1)}
          </span>
          <span>
            <bdi>{label}</bdi>{' '}
            <span className={styles.date}>{formats.bucket(date, hourly)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A release that may have changed how often something happens. */
type ReleaseMarker = SentryReleaseRef | undefined;

/** Where in a trend a release is marked. */
interface PlacedMarker {
  version: string;
  label: string;
  date: Date;
  /** From the trend's start to its end, 0 to 1. */
  position: number;
}

/** As many as can be told apart, and looked up below. */
const mostMarkers = 5;
/** Of the trend's width, what the number of a mark takes. */
const room = 0.07;

/**
 * Places releases that fell into the window, the oldest first. Where they are too many,
 * or too close to each other to read, those named first count.
 */
export function placeMarkers(
  trend: SentryTrend,
  releases: ReleaseMarker[],
): PlacedMarker[] {
  const { buckets } = trend;
  if (buckets.length < 2) {
    return [];
  }
  const [start] = buckets[0];
  const width = buckets[1][0] - start;
  const span = buckets.length * width;

  const placed: PlacedMarker[] = [];
  for (const { version, shortVersion, dateCreated } of mergeByVersion(
    releases,
  )) {
    const date = new Date(dateCreated ?? NaN);
    const position = (date.getTime() / 1000 - start) / span;
    const isWithin = position >= 0 && position <= 1;
    const isLegible = placed.every(
      other => Math.abs(other.position - position) >= room,
    );
    if (isWithin && isLegible && placed.length < mostMarkers) {
      placed.push({ version, label: shortVersion ?? version, date, position });
    }
  }
  return placed.sort((a, b) => a.position - b.position);
}

/** Each release once, with all that is known of it. */
function mergeByVersion(releases: ReleaseMarker[]): SentryReleaseRef[] {
  const byVersion = new Map<string, SentryReleaseRef>();
  for (const release of releases) {
    if (release) {
      const known = byVersion.get(release.version);
      byVersion.set(release.version, {
        ...release,
        shortVersion: known?.shortVersion ?? release.shortVersion,
        dateCreated: known?.dateCreated ?? release.dateCreated,
      });
    }
  }
  return [...byVersion.values()];
}
