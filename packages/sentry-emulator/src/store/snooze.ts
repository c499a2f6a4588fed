import { everything, type Timeline } from './timeline';

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
