import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { CacheFacts } from './types';
import { compose } from './compose';

const down: SentryProblem = { code: 'UPSTREAM_UNAVAILABLE', message: 'down' };
const missing: SentryProblem = { code: 'PROJECT_NOT_FOUND', message: 'gone' };

const fact = (facts: Partial<CacheFacts> = {}): CacheFacts => ({
  fetchedAt: Date.now(),
  freshUntil: Date.now() + 60_000,
  stale: false,
  result: 'fresh',
  ...facts,
});

const metaOf = (used: CacheFacts[], problems: SentryProblem[] = []) => {
  const { payload } = compose({ content: {}, used, problems, partial: false });
  const { fetchedAt: _, ...meta } = payload;
  return meta;
};

describe('what an answer says of itself', () => {
  it.each<[string, CacheFacts[], SentryProblem[], object]>([
    ['whole and new', [fact()], [], { stale: false, problems: [] }],
    [
      'old until it is renewed',
      [fact(), fact({ stale: true })],
      [],
      { stale: true, problems: [] },
    ],
    [
      'old, since it can’t be renewed',
      [fact({ stale: true, problem: down })],
      [],
      { stale: true, problems: [down] },
    ],
    [
      'new, and not whole',
      [fact()],
      [missing],
      { stale: false, problems: [missing], partial: true },
    ],
    [
      'not whole, and old until it is renewed',
      [fact({ stale: true })],
      [missing],
      { stale: true, problems: [missing], partial: true },
    ],
  ])('is that it is %s', (_what, used, problems, meta) => {
    expect(metaOf(used, problems)).toEqual(meta);
  });

  it('is as old as the oldest of what it was made from', () => {
    const { payload, freshUntil } = compose({
      content: {},
      used: [
        fact({ fetchedAt: 1_000, freshUntil: 9_000 }),
        fact({ fetchedAt: 2_000, freshUntil: 5_000 }),
      ],
      problems: [],
      partial: false,
    });
    expect(payload.fetchedAt).toBe(new Date(1_000).toISOString());
    expect(freshUntil).toBe(5_000);
  });
});
