import { SentryProblemError } from '../../problems';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { Breaker } from './breaker';

const problem = {
  code: 'UPSTREAM_UNAVAILABLE',
  message: "sentry.test can't be reached (ECONNREFUSED).",
} as const;
const refused = new SentryProblemError(problem);
const status = (code: number) =>
  new SentryUpstreamError(problem, { status: code });
const timeout = new SentryProblemError({
  ...problem,
  code: 'UPSTREAM_TIMEOUT',
});

function setup(size = 5) {
  let now = 1_000_000;
  const breaker = new Breaker({ size, now: () => now });
  return {
    breaker,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Whether a call goes out. */
    enters: () => breaker.enter(now) === undefined,
    problem: () => breaker.enter(now)?.toProblem(),
    failing: (...failures: (SentryProblemError | undefined)[]) =>
      failures.forEach(failure => breaker.note(failure)),
  };
}

describe('Breaker', () => {
  it.each([
    ['no connection', [refused, refused, refused]],
    ['a gateway without a server', [status(502), status(503), status(502)]],
  ])('rejects calls after %s, with the reason', (_, failures) => {
    const { enters, failing, problem: told } = setup();
    expect(enters()).toBe(true);
    failing(...failures);
    expect(enters()).toBe(false);
    expect(told()).toEqual(problem);
  });

  it.each([
    ['an answer in between', [refused, refused, undefined, refused, refused]],
    ['a refusal in between', [refused, refused, status(403), refused, refused]],
    ['what is slow', [timeout, timeout, timeout, timeout]],
    ['a gateway that waited', [status(504), status(504), status(504)]],
    ['a crash', [status(500), status(500), status(500)]],
  ])('stays closed with %s', (_, failures) => {
    const { enters, failing } = setup();
    failing(...failures);
    expect(enters()).toBe(true);
  });

  it('counts on over what is slow', () => {
    const { enters, failing } = setup();
    failing(refused, timeout, refused, timeout, refused);
    expect(enters()).toBe(false);
  });

  it('lets one through at a time to see whether the server is back', () => {
    const { enters, failing, pass } = setup();
    failing(refused, refused, refused);
    pass(400);
    expect([enters(), enters()]).toEqual([true, false]);
    failing(refused);
    expect(enters()).toBe(false);
    pass(400);
    expect(enters()).toBe(true);
  });

  it('opens for all once that one is answered', () => {
    const { enters, failing, pass } = setup();
    failing(refused, refused, refused);
    pass(400);
    expect(enters()).toBe(true);
    failing(undefined);
    expect([enters(), enters(), enters()]).toEqual([true, true, true]);
  });

  it('is not kept open by a clock that is set back', () => {
    const { enters, failing, pass } = setup();
    failing(refused, refused, refused);
    pass(-3_600_000);
    expect(enters()).toBe(true);
  });

  it.each([2, 3, 5, 10, 20])(
    'with %i slots asks a dead server less than twice as often a second',
    size => {
      const { breaker, enters, failing, pass } = setup(size);
      // All slots are taken when the first call fails, and every one that is free is taken again.
      let asked = size;
      let underWay = size;
      const perSecond: number[] = [];
      for (let second = 0; second < 5; second++) {
        for (let step = 0; step < 100; step++) {
          for (let i = underWay; i > 0; i--) {
            underWay--;
            failing(refused);
            while (underWay < size && enters()) {
              underWay++;
              asked++;
            }
          }
          while (underWay < size && enters()) {
            underWay++;
            asked++;
          }
          pass(10);
        }
        perSecond.push(asked);
        asked = 0;
      }
      expect(Math.max(...perSecond)).toBeLessThan(2 * size);
      expect(Math.min(...perSecond)).toBeGreaterThan(0);
      expect(breaker.isOpen).toBe(true);
    },
  );
});
