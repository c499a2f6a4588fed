import {
  pauseSeconds,
  RateLimitPauses,
  retryAfterSeconds,
} from './RateLimitPauses';

const NOW = Date.UTC(2026, 10, 21);

describe('retryAfterSeconds', () => {
  it.each<[name: string, headers: Record<string, string>, seconds: number]>([
    ['Retry-After in seconds', { 'retry-after': '7' }, 7],
    [
      'Retry-After as a date',
      { 'retry-after': new Date(NOW + 9_000).toUTCString() },
      9,
    ],
    [
      'the end of the window',
      { 'x-sentry-rate-limit-reset': String(NOW / 1000 + 12) },
      12,
    ],
    [
      'Retry-After before the end of the window',
      {
        'retry-after': '3',
        'x-sentry-rate-limit-reset': String(NOW / 1000 + 12),
      },
      3,
    ],
    [
      'at least a second',
      { 'x-sentry-rate-limit-reset': String(NOW / 1000 - 30) },
      1,
    ],
    ['at most a minute', { 'retry-after': '86400' }, 60],
    ['a default without headers', {}, 5],
    [
      'a default for what is no number',
      { 'retry-after': 'soon', 'x-sentry-rate-limit-reset': 'later' },
      5,
    ],
  ])('is %s', (_, headers, seconds) => {
    expect(retryAfterSeconds(new Headers(headers), NOW)).toBe(seconds);
  });
});

describe('pauseSeconds', () => {
  it.each<[name: string, detail: string, seconds: number]>([
    [
      'as long as Sentry says for too many requests',
      'You are attempting to use this endpoint too frequently. Limit is 40 requests in 1 seconds',
      12,
    ],
    [
      'brief for too many at once',
      'You are attempting to go above the allowed concurrency for this endpoint. Concurrency limit is 25',
      1,
    ],
    [
      'none for one question that is too large',
      'Rate limit exceeded. Please try your query with a smaller date range or fewer projects.',
      0,
    ],
  ])('is %s', (_, detail, seconds) => {
    const headers = new Headers({
      'x-sentry-rate-limit-reset': String(NOW / 1000 + 12),
    });
    expect(
      pauseSeconds({ headers, body: { kind: 'json', value: { detail } } }, NOW),
    ).toBe(seconds);
  });
});

describe('RateLimitPauses', () => {
  it('ends where the clock is set back, instead of when that catches up', () => {
    let now = NOW;
    const pauses = new RateLimitPauses({ now: () => now });
    pauses.start('a', 2);
    now -= 3_600_000;
    expect(pauses.remainingSeconds('a')).toBeUndefined();
  });

  it('pauses one kind of question until the time is over, and no other', () => {
    let now = NOW;
    const pauses = new RateLimitPauses({ now: () => now });
    pauses.start('a', 2);
    expect(pauses.remainingSeconds('a')).toBe(2);
    expect(pauses.remainingSeconds('b')).toBeUndefined();
    now += 1_001;
    expect(pauses.remainingSeconds('a')).toBe(1);
    now += 999;
    expect(pauses.remainingSeconds('a')).toBeUndefined();
  });
});
