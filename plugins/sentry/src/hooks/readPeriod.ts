const units: Record<string, 'hour' | 'day' | 'week'> = {
  h: 'hour',
  d: 'day',
  w: 'week',
};

/** How many of which a window is, such as `14d`; undefined where it is none. */
export function readPeriod(statsPeriod: string) {
  const unit = units[statsPeriod.slice(-1)];
  const count = Number.parseInt(statsPeriod, 10);
  return unit && !Number.isNaN(count) ? { unit, count } : undefined;
}
