import { makeDetail, makeEvent } from '../__testUtils__/data';
import { keepKnown } from './issue';

const commit = { id: 'c0ffee', shortId: 'c0ffee', message: 'Add coupons' };
const problem = {
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'Sentry can’t be reached.',
} as const;
const whole = makeDetail({
  suspectCommits: [commit],
  environments: ['production', 'staging'],
  fetchedAt: '2026-11-20T10:00:00Z',
});
const poor = makeDetail({
  event: undefined,
  eventProblem: problem,
  suspectCommits: [],
  tags: [],
  environments: [],
  problems: [problem],
  fetchedAt: '2026-11-20T10:09:00Z',
});

describe('keepKnown', () => {
  it('keeps what a later answer could not bring, and says how old that is', () => {
    const { event, tags, environments, suspectCommits } = whole;
    expect(keepKnown(whole, poor)).toEqual({
      ...poor,
      event,
      tags,
      environments,
      suspectCommits,
      eventProblem: undefined,
      stale: true,
      fetchedAt: '2026-11-20T10:00:00Z',
    });
  });

  it('believes a whole answer that there is less than before', () => {
    const less = makeDetail({ tags: [], suspectCommits: [] });
    expect(keepKnown(whole, less)).toBe(less);
  });

  it('keeps no commits of another event', () => {
    const other = makeDetail({
      event: makeEvent({ id: 'c0ffee00c0ffee00c0ffee00c0ffee04' }),
      suspectCommits: [],
      problems: [problem],
    });
    expect(keepKnown(whole, other)).toBe(other);
  });

  it('takes a first answer as it is', () => {
    expect(keepKnown(undefined, poor)).toBe(poor);
  });
});
