const unitHours: Record<string, number> = { h: 1, d: 24, w: 168 };

/**
 * The width of a bar for a trend over a window: about thirty bars, in widths
 * that Sentry keeps. A window that this can't read gets days.
 */
export function trendInterval(statsPeriod: string): string {
  const [, amount, unit] = /^(\d+)([hdw])$/.exec(statsPeriod) ?? [];
  const hours = Number(amount) * unitHours[unit];
  if (hours <= 2) {
    return '5m';
  }
  if (hours <= 36) {
    return '1h';
  }
  if (hours <= 7 * 24) {
    return '4h';
  }
  return hours <= 14 * 24 ? '12h' : '1d';
}
