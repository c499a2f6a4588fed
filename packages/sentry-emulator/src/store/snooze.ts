import type { Timeline } from './timeline';

/** On what an archived issue comes back, as people have said. */
export interface Snooze {
  readonly since: number;
  /** Milliseconds since 1970. */
  readonly until?: number;
  readonly count?: number;
  /** In minutes; without it all that came since. */
  readonly window?: number;
  readonly userCount?: number;
  readonly userWindow?: number;
}

const minute = 60_000;

/** Whether an event has just brought an archived issue to what was said. */
export function isReached(
  snooze: Snooze,
  timeline: Timeline,
  now: number,
): boolean {
  const from = (window: number | undefined) =>
    window === undefined
      ? snooze.since
      : Math.max(snooze.since, now - window * minute);
  const stats = (window: number | undefined) =>
    timeline.stats({ from: from(window), to: now + 1 });
  return (
    (snooze.until !== undefined && now >= snooze.until) ||
    (snooze.count !== undefined &&
      stats(snooze.window).count >= snooze.count) ||
    (snooze.userCount !== undefined &&
      stats(snooze.userWindow).userCount >= snooze.userCount)
  );
}
