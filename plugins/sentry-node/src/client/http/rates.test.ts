import {
  endpointClassOf,
  EndpointRate,
  pauseSeconds,
  retryAfterSeconds,
} from './rates';

const NOW = Date.UTC(2026, 10, 21);

const answer = (options: {
  status?: number;
  headers?: Record<string, string>;
  detail?: string;
}) => ({
  status: options.status ?? 200,
  headers: new Headers(options.headers),
  body: { kind: 'json' as const, value: { detail: options.detail } },
});

/** When each of so many requests goes out that are sent as soon as may be. */
function timesOf(rate: EndpointRate, count: number, isBackground = false) {
  let now = NOW;
  return Array.from({ length: count }, () => {
    now += rate.waitMs(now, isBackground);
    rate.noteSent(now);
    return now - NOW;
  });
}

describe('EndpointRate', () => {
  it.each([
    ['countIssues', 60, 10],
    ['getIssue', 20, 5],
    ['getIssueEvent', 60, 15],
    ['listIssues', 160, 40],
  ])(
    'never has more of %s in a window than Sentry takes, and takes little longer',
    (operation, count, perSecond) => {
      const rate = new EndpointRate(endpointClassOf({ operation }), {
        isKnown: true,
      });
      const times = timesOf(rate, count);
      for (const start of times) {
        const within = times.filter(
          time => start <= time && time <= start + 1000,
        );
        expect(within.length).toBeLessThanOrEqual(perSecond);
      }
      expect(times.at(-1)).toBeLessThanOrEqual(
        (1.2 * count * 1000) / perSecond,
      );
      // A few need not wait for each other.
      expect(times[perSecond - 1]).toBe(0);
    },
  );

  it('leaves half of it to requests that users wait for', () => {
    const rate = new EndpointRate('getIssue GET', { isKnown: true });
    expect(timesOf(rate, 3, true)).toEqual([0, 0, 1100]);
    expect(rate.waitMs(NOW)).toBe(0);
  });

  it('is unknown for a server that sends none', () => {
    const rate = new EndpointRate('getIssue GET', { isKnown: false });
    expect(timesOf(rate, 100).at(-1)).toBe(0);
    expect(rate.rate).toBeUndefined();
  });

  it('is learned from the headers, what was sent before counts', () => {
    const rate = new EndpointRate('getIssue GET', { isKnown: false });
    timesOf(rate, 3);
    rate.noteAnswer(
      answer({ headers: { 'x-sentry-rate-limit-limit': '3' } }),
      NOW,
    );
    expect(rate.waitMs(NOW)).toBe(1100);
  });

  it('is learned from a refusal, whose window is longer', () => {
    const rate = new EndpointRate('default GET', { isKnown: true });
    rate.noteAnswer(
      answer({
        status: 429,
        headers: { 'retry-after': '1' },
        detail:
          'You are attempting to use this endpoint too frequently. Limit is 2 requests in 30 seconds',
      }),
      NOW,
    );
    expect(rate.rate).toEqual({ limit: 2, windowMs: 30_000 });
    expect(rate.waitMs(NOW)).toBe(1_000);
  });

  it('waits for the next window where others have used this one up', () => {
    const rate = new EndpointRate('default GET', { isKnown: true });
    rate.noteAnswer(
      answer({
        headers: {
          'x-sentry-rate-limit-limit': '40',
          'x-sentry-rate-limit-remaining': '0',
          'x-sentry-rate-limit-reset': String(NOW / 1000 + 1),
        },
      }),
      NOW + 400,
    );
    expect(rate.waitMs(NOW + 400)).toBe(600);
  });

  it('goes by the clock of the server where the two differ', () => {
    const headers = {
      'x-sentry-rate-limit-remaining': '0',
      'x-sentry-rate-limit-reset': String(NOW / 1000 + 1),
      date: new Date(NOW).toUTCString(),
    };
    const rate = new EndpointRate('default GET', { isKnown: true });
    rate.noteAnswer(answer({ headers }), NOW - 3_600_000);
    expect(rate.waitMs(NOW - 3_600_000)).toBe(1_000);
  });

  it('ends a pause where the clock is set back, instead of when that catches up', () => {
    const rate = new EndpointRate('default GET', { isKnown: true });
    rate.noteAnswer(
      answer({ status: 429, headers: { 'retry-after': '2' } }),
      NOW,
    );
    rate.noteSent(NOW);
    expect(rate.waitMs(NOW)).toBe(2_000);
    expect(rate.waitMs(NOW - 3_600_000)).toBe(0);
  });
});

describe('endpointClassOf', () => {
  it('is one for all endpoints without a limit of their own, by method', () => {
    const classes = [
      { operation: 'listIssues' },
      { operation: 'listProjects' },
      { operation: 'updateIssues', json: {}, method: 'PUT' },
      { operation: 'sendUserFeedback', json: {} },
      { operation: 'getIssue' },
    ].map(endpointClassOf);
    expect(classes).toEqual([
      'default GET',
      'default GET',
      'default PUT',
      'default POST',
      'getIssue GET',
    ]);
  });
});
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
