import { type Timeline, everything } from './timeline';
import type { IssuePriority, StoredEvent } from './types';

export const oneDay = 24 * 60 * 60 * 1000;
export const sevenDays = 7 * oneDay;

const leastEvents = 10;
const rise = 4;

/**
 * Whether the last day has clearly more events than a day of the week before.
 * Sentry forecasts from the same history; this is the emulator's simpler measure.
 */
export function escalates(timeline: Timeline, now: number): boolean {
  const today = timeline.count({ from: now - oneDay, to: now + 1 });
  if (today < leastEvents) {
    return false;
  }
  const before = timeline.count({
    from: now - oneDay - sevenDays,
    to: now - oneDay,
  });
  return today >= rise * Math.max(1, before / 7);
}

/** How urgent an issue is: what its first event makes of it, until a person decides. */
export class Priority {
  #initial?: IssuePriority;
  #chosen?: IssuePriority;
  #chosenAt?: number;

  get initial(): IssuePriority {
    return this.#initial ?? 'medium';
  }

  get current(): IssuePriority {
    return this.#chosen ?? this.initial;
  }

  /** When a person chose it, after which Sentry leaves it alone. */
  get lockedAt(): number | undefined {
    return this.#chosenAt;
  }

  /** Only the first event counts. */
  note(event: StoredEvent): void {
    this.#initial ??= priorityOf(event);
  }

  choose(priority: IssuePriority, now: number): void {
    this.#chosen = priority;
    this.#chosenAt = now;
  }
}

/** Without Sentry's severity model, the level decides. */
function priorityOf(event: StoredEvent): IssuePriority {
  if (event.level === 'fatal' || event.level === 'error' || event.unhandled) {
    return 'high';
  }
  return event.level === 'warning' ? 'medium' : 'low';
}

/** In what an issue is said to be resolved, where it is more than now. */
export type Resolution =
  | { readonly kind: 'release'; readonly version: string }
  /** In whatever comes after the release that was the newest. */
  | { readonly kind: 'nextRelease'; readonly after: string }
  | {
      readonly kind: 'commit';
      readonly commit: string;
      readonly repository: string;
      /** The release that has the commit. */
      readonly version: string;
    };

/** Negative where the first release is the older one. */
export type CompareReleases = (a: string, b: string) => number;

/**
 * Whether an event leaves a resolved issue resolved: it is of a release that
 * does not have the fix yet. One without a release counts as old.
 */
export function covers(
  resolution: Resolution | undefined,
  release: string | undefined,
  compare: CompareReleases,
): boolean {
  if (!resolution) {
    return false;
  }
  if (release === undefined) {
    return true;
  }
  return resolution.kind === 'nextRelease'
    ? compare(release, resolution.after) <= 0
    : compare(release, resolution.version) < 0;
}

/** On what an archived issue comes back, as people have said. */
export interface Snooze {
  /** Milliseconds since 1970. */
  readonly until?: number;
  /** So many events more, or so many within the window. */
  readonly count?: number;
  /** In minutes. */
  readonly window?: number;
  readonly userCount?: number;
  readonly userWindow?: number;
}

/** What an issue had when it was archived. */
export interface SnoozeBase {
  readonly count: number;
  readonly userCount: number;
}

const minute = 60_000;

/** Whether an event has just brought an archived issue to what was said. */
export function isReached(
  snooze: Snooze,
  base: SnoozeBase,
  timeline: Timeline,
  now: number,
): boolean {
  const since = (window: number | undefined, part: keyof SnoozeBase) =>
    window === undefined
      ? timeline.stats(everything)[part] - base[part]
      : timeline.stats({ from: now - window * minute, to: now + 1 })[part];
  const { until, count, window, userCount, userWindow } = snooze;
  return (
    (until !== undefined && now >= until) ||
    (count !== undefined && since(window, 'count') >= count) ||
    (userCount !== undefined && since(userWindow, 'userCount') >= userCount)
  );
}
