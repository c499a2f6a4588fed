import { MAX_CURSOR_LENGTH, readCursor, scopeTag, writeCursor } from './cursor';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { resumeAt, sortRank } from './mergeScopes';
import { sentryServiceMock } from 'backstage-plugin-sentry-node/testUtils';
import { checkout, fakeClient, shopWeb } from '../../__testUtils__/fakeSentry';
import { scopeOf } from '../../scopes/types';
import { ownIssuesQuery } from './query';

const positionOf = (length: number) => ({
  cursor: 'c'.repeat(length),
  offset: 3,
  last: { id: '4501', rank: 1_760_000_000_000 },
  done: false,
});
const positions = (scopes: number, length: number) =>
  new Map(
    Array.from({ length: scopes }, (_, index) => [
      scopeTag(`instance:organization-${index}`),
      positionOf(length),
    ]),
  );

describe('cursor', () => {
  it('reads back what it wrote', () => {
    const left = positions(3, 17).set(scopeTag('done'), {
      ...positionOf(0),
      cursor: 'x',
      done: true,
    });
    const written = writeCursor('binding', left) ?? '';
    expect(readCursor(written, 'binding')).toEqual(left);
  });

  it('holds a list over forty organizations', () => {
    const written = writeCursor('binding', positions(40, 17)) ?? '';
    expect(readCursor(written, 'binding').size).toBe(40);
    expect(written.length).toBeLessThanOrEqual(MAX_CURSOR_LENGTH);
  });

  it('writes none that would not be taken back', () => {
    expect(writeCursor('binding', positions(100, 500))).toBeUndefined();
  });
});

const issue = (id: string, count: number): SentryIssue => ({
  id,
  title: id,
  count,
  userCount: 0,
  project: {
    instance: 'default',
    organization: 'acme',
    id: '11',
    slug: 'shop-web',
    name: 'Shop web',
  },
});
const a = issue('a', 40);
const b = issue('b', 30);
const c = issue('c', 20);
const d = issue('d', 10);
// a and b were given.
const afterB = { offset: 2, last: { id: 'b', rank: 30 }, done: false };

describe('resumeAt', () => {
  it.each([
    ['is as it was', [a, b, c, d], 'c'],
    ['has a new issue at the top', [issue('x', 50), a, b, c], 'c'],
    ['lost one that was given', [b, c, d], 'c'],
    ['lost the last one that was given', [a, c, d], 'c'],
    ['has that one further up', [issue('b', 60), a, c, d], 'c'],
    ['has that one further down', [a, c, issue('b', 15), d], 'c'],
    ['lost everything that was given', [c, d], 'c'],
    ['lost the next one', [a, b, d], 'd'],
    ['has nothing more', [a, b], undefined],
    ['is empty', [], undefined],
  ])('goes on behind what was given when the page %s', (_name, page, next) => {
    expect(page[resumeAt(page, afterB, 'freq')]?.id).toBe(next);
  });

  it('skips none of its equals when the last one is gone', () => {
    const equals = ['a', 'c', 'd'].map(id => issue(id, 1));
    const last = { id: 'b', rank: 1 };
    const at = resumeAt(equals, { offset: 2, last, done: false }, 'freq');
    expect(equals[at].id).toBe('c');
  });
});

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
      (one, other) => sortRank(other, sort) - sortRank(one, sort),
    );
    expect(sorted[0].id).toBe(first);
  });

  it.each(['trends', 'recommended'] as const)(
    'knows no order of %s, which is Sentry’s own',
    sort => {
      expect(new Set(issues.map(one => sortRank(one, sort)))).toEqual(
        new Set([0]),
      );
    },
  );

  it('uses the values of the window where nothing else is known', () => {
    const { lifetime, ...latest } = issues[0];
    expect(lifetime).toBeDefined();
    expect(sortRank(latest, 'new')).toBe(Date.parse('2026-11-04T00:00:00Z'));
    expect(sortRank({ ...latest, firstSeen: undefined }, 'new')).toBe(0);
  });
});

const [instance] = sentryServiceMock().config.instances;
const sourceFor = () =>
  scopeOf({
    id: 'default:acme',
    client: fakeClient([shopWeb, checkout]),
    instance,
    organization: 'acme',
    projects: [shopWeb, checkout].map(one => ({
      instance: instance.name,
      organization: 'acme',
      ...one,
    })),
  });
const own = (query: string) => ownIssuesQuery(query, sourceFor());

describe('a search for issues by short id', () => {
  it.each([
    '',
    'is:unresolved  "two  words"',
    'issue:SHOP-WEB-1A',
    '!issue:[SHOP-WEB-1,checkout-2] level:error',
    'issue:"SHOP-WEB-1"',
    'issue:["SHOP-WEB-1", CHECKOUT-2]',
    'issue.id:5 my.issue:PAYMENTS-1',
    'message:"issue:PAYMENTS-1"',
    // What is no short id is left for Sentry to refuse.
    'issue:5',
    'issue:unknown',
    'issue:',
  ])('stays as it is where it names none of other projects: %j', query => {
    expect(own(query)).toBe(query);
  });

  it.each([
    ['issue:[SHOP-WEB-1,PAYMENTS-1]', 'issue:[SHOP-WEB-1]'],
    ['issue:["payments-1", "CHECKOUT-2"]  x', 'issue:["CHECKOUT-2"]  x'],
    ['!issue:[SHOP-WEB-1,PAYMENTS-1]', '!issue:[SHOP-WEB-1]'],
    ['is:new !issue:PAYMENTS-1', 'is:new'],
    ['issue:!=PAYMENTS-1 is:new', 'is:new'],
    ['!issue:[WEB-1,SHOP-WEB-EXTRA-1]', ''],
    ['"issue":[PAYMENTS_1, CHECKOUT-2]', 'issue:[CHECKOUT-2]'],
  ])('names none of other projects: %j', (query, expected) => {
    expect(own(query)).toBe(expected);
  });

  it.each([
    'issue:PAYMENTS-1',
    'issue:"PAYMENTS-1" is:new',
    'issue:[PAYMENTS-1,WEB-1]',
    '!issue:!=PAYMENTS-1',
    'issue:SHOP-WEB-1 issue:PAYMENTS-1',
  ])('finds nothing where it asks for those of others alone: %j', query => {
    expect(own(query)).toBeUndefined();
  });

  it.each([
    '"b"issue:X',
    'a"b"issue:X',
    'level:[error]issue:X',
    'level:"error"issue:X',
    'issue:[SHOP-WEB-1]issue:X',
    'issue:"SHOP-WEB-1"issue:X',
    'issue:X"b"',
    'tags[issue]:X',
    '!tags["issue"]:X',
    'tags[issue,string]:X',
    '(issue:X)',
    '"a\\" issue:X "b"',
    'a" issue:X "b',
    'timesSeen:>5issue:X',
    'age:-24hissue:X',
    'firstSeen:>2026-01-01T00:00:00Zissue:X',
    'issue:"CHECKOUT\u001c1"',
    'issue:"CHECKOUT\u00a01"',
    'issue:CHECK*-1',
    'issue:\uf00dContains\uf00dPAYMENTS-1',
    'issue:>X',
    'message:"a" issue:["PAYMENTS\t1"]',
    'ISSUE:[X',
  ])('is refused, be there such an issue or not: %j', query => {
    for (const name of ['PAYMENTS-1', 'PAYMENTS-ZZ']) {
      expect(() => own(query.replaceAll('X', name))).toThrow(
        expect.objectContaining({ code: 'QUERY_INVALID' }),
      );
    }
  });

  it.each([
    '"Linear issue: PAYMENTS-1"',
    'jira_issue:PAYMENTS-1 github.issue:5',
    'message:"a \\"quoted\\" word"',
    'an issue with is:unresolved',
  ])('is none within quotes, nor a tag of another name: %j', query => {
    expect(own(query)).toBe(query);
  });

  it('is none to a GlitchTip', () => {
    const query = 'issue:PAYMENTS-1';
    const scope = sourceFor();
    const { capabilities } = scope.client;
    const client = {
      ...scope.client,
      capabilities: { ...capabilities, server: 'glitchtip' as const },
    };
    expect(ownIssuesQuery(query, { ...scope, client })).toBe(query);
  });
});
