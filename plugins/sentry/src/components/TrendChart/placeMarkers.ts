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

/** Places each release once, the oldest first; those outside the window not at all. */
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

  const byVersion = new Map<string, PlacedMarker>();
  for (const release of releases) {
    const date = new Date(release?.dateCreated ?? NaN);
    const position = (date.getTime() / 1000 - start) / span;
    if (release && position >= 0 && position <= 1) {
      const { version, shortVersion } = release;
      byVersion.set(version, {
        version,
        label: shortVersion ?? version,
        date,
        position,
      });
    }
  }
  return [...byVersion.values()].sort((a, b) => a.position - b.position);
}
