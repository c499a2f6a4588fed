import type { Timeline } from '../store/timeline';
import type { EmulatorProject } from '../types/options';
import type { EventPredicate, TimeRange } from '../store/types';

const hour = 3_600_000;
const day = 24 * hour;
const autoBuckets = 30;

/** Widths for `auto`, from which the next larger one is taken. */
const niceWidths = [
  60_000,
  300_000,
  900_000,
  1_800_000,
  hour,
  2 * hour,
  4 * hour,
  6 * hour,
  12 * hour,
  day,
  3 * day,
];

/** The beginnings of a series' buckets, and their width, in milliseconds. */
export interface Buckets {
  readonly starts: number[];
  readonly width: number;
}

/** The window of a trend: `24h` in hours, `14d` and `30d` in days, `auto` in about 30 parts of the search's window. */
export function trendBuckets(
  period: '24h' | '14d' | '30d' | 'auto',
  now: number,
  range: TimeRange,
): Buckets {
  switch (period) {
    case '24h':
      return lastBuckets(now, hour, 24);
    case '14d':
      return lastBuckets(now, day, 14);
    case '30d':
      return lastBuckets(now, day, 30);
    default: {
      const length = range.to - range.from;
      const width =
        niceWidths.find(w => length / w <= autoBuckets) ??
        niceWidths[niceWidths.length - 1];
      return rangeBuckets(range, width);
    }
  }
}

/** All buckets of a width, aligned to it, that touch the range. */
export function rangeBuckets(range: TimeRange, width: number): Buckets {
  const starts: number[] = [];
  const last = range.to - 1;
  for (
    let start = Math.floor(range.from / width) * width;
    start <= last;
    start += width
  ) {
    starts.push(start);
  }
  return { starts, width };
}

/** Sentry's `[epoch seconds, events]` for each bucket. */
export function countBuckets(
  timeline: Timeline,
  { starts, width }: Buckets,
  matches?: EventPredicate,
): [number, number][] {
  return starts.map(start => [
    start / 1000,
    timeline.count({ from: start, to: start + width }, matches),
  ]);
}

function lastBuckets(now: number, width: number, length: number): Buckets {
  const last = Math.floor(now / width) * width;
  return {
    width,
    starts: Array.from(
      { length },
      (_, index) => last - (length - 1 - index) * width,
    ),
  };
}

/** As Sentry writes times in REST answers. */
export function formatDate(ms: number): string {
  return new Date(ms).toISOString();
}

/** When the emulator's organizations, projects and keys were made, where it says nothing else. */
export const createdAt = '2025-01-01T00:00:00.000000Z';

/** When a project was made. */
export function projectCreatedAt({ dateCreated }: EmulatorProject): string {
  return dateCreated === undefined ? createdAt : formatDate(dateCreated);
}
