import { trendInterval } from './counts';

describe('trendInterval', () => {
  it.each([
    ['1h', '5m'],
    ['24h', '1h'],
    ['7d', '4h'],
    ['14d', '12h'],
    ['2w', '12h'],
    ['90d', '1d'],
    ['ever', '1d'],
  ])('is for %s bars of %s', (period, interval) => {
    expect(trendInterval(period)).toBe(interval);
  });
});
