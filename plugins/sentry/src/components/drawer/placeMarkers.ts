import type {
  SentryReleaseRef,
  SentryTrend,
} from 'backstage-plugin-sentry-common';

/** A release that may have changed how often something happens. */
export type ReleaseMarker = SentryReleaseRef | undefined;

/** Where in a trend a release is marked. */
export interface PlacedMarker {
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
