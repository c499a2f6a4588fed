import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { sortRank } from './mergeScopes';

const project = {
  instance: 'default',
  organization: 'acme',
  id: '11',
  slug: 'shop-web',
  name: 'Shop web',
};
// In each order another one is first.
const issues: SentryIssue[] = [
  {
    id: 'latest',
    title: 'Latest',
    project,
    count: 1,
    userCount: 1,
    lastSeen: '2026-11-05T00:00:00Z',
    firstSeen: '2026-11-04T00:00:00Z',
    lifetime: { firstSeen: '2026-01-01T00:00:00Z', count: 900, userCount: 900 },
  },
  {
    id: 'newest',
    title: 'Newest',
    project,
    count: 2,
    userCount: 2,
    lastSeen: '2026-11-04T00:00:00Z',
    // Within the window it was seen before the other, in its life after it.
    firstSeen: '2026-11-03T00:00:00Z',
    lifetime: { firstSeen: '2026-11-03T00:00:00Z' },
  },
  {
    id: 'most-events',
    title: 'Most events',
    project,
    count: 30,
    userCount: 3,
    lastSeen: '2026-11-03T00:00:00Z',
    lifetime: { firstSeen: '2026-02-01T00:00:00Z' },
  },
  {
    id: 'most-users',
    title: 'Most users',
    project,
    count: 20,
    userCount: 20,
    lastSeen: '2026-11-02T00:00:00Z',
    lifetime: { firstSeen: '2026-03-01T00:00:00Z' },
  },
];

describe('sortRank', () => {
  it.each([
    ['date', 'latest'],
    ['new', 'newest'],
    ['freq', 'most-events'],
    ['user', 'most-users'],
  ] as const)('by %s puts the %s first', (sort, first) => {
    const sorted = [...issues].sort(
      (a, b) => sortRank(b, sort) - sortRank(a, sort),
    );
    expect(sorted[0].id).toBe(first);
  });

  it.each(['trends', 'recommended'] as const)(
    'knows no order of %s, which is Sentry’s own',
    sort => {
      expect(new Set(issues.map(issue => sortRank(issue, sort)))).toEqual(
        new Set([0]),
      );
    },
  );

  it('goes by what the window tells where nothing else is known', () => {
    const { lifetime, ...issue } = issues[0];
    expect(lifetime).toBeDefined();
    expect(sortRank(issue, 'new')).toBe(Date.parse('2026-11-04T00:00:00Z'));
    expect(sortRank({ ...issue, firstSeen: undefined }, 'new')).toBe(0);
  });
});
