import type { Timeline } from './timeline';

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
