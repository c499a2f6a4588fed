import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import {
  readIssuesQuery,
  writeQuery,
  readStatus,
  withStatus,
  hasTerm,
  tagTerm,
  withTerm,
} from './query';

describe('the query in the URL', () => {
  it.each<SentryIssuesQuery>([
    {},
    { query: '' },
    { environment: [] },
    { environment: ['a', 'b,c'], project: ['eu:acme-eu/billing'] },
    {
      query: 'is:unresolved "a b"',
      statsPeriod: '36h',
      sort: 'trends',
      limit: 10,
      cursor: '0:25:0',
    },
  ])('comes back as it was written: %j', query => {
    const read = readIssuesQuery(writeQuery(query));
    expect(JSON.parse(JSON.stringify(read))).toEqual(query);
  });

  it.each([
    'statsPeriod=91d',
    'statsPeriod=14m',
    'sort=inbox',
    'limit=0',
    'limit=101',
    'limit=ten',
    'cursor=',
    'project=',
  ])('takes %s for nothing asked', search => {
    const read = readIssuesQuery(new URLSearchParams(search));
    expect(Object.values(read).filter(value => value !== undefined)).toEqual(
      [],
    );
  });
});

describe('the status within a search', () => {
  it.each([
    ['is:unresolved', 'unresolved'],
    ['level:error is:resolved', 'resolved'],
    ['is:archived', 'archived'],
    ['is:ignored', 'archived'],
    ['', 'all'],
    ['is:new', 'all'],
    ['!is:resolved', 'all'],
    ['message:"is:resolved ok"', 'all'],
    ['issue:[is:resolved x]', 'all'],
  ])('of %s is %s', (query, status) => {
    expect(readStatus(query)).toBe(status);
  });

  it.each([
    ['is:unresolved', 'resolved', 'is:resolved'],
    ['is:unresolved level:error', 'all', 'level:error'],
    [
      'level:error  is:ignored "a  b"',
      'unresolved',
      'is:unresolved level:error "a  b"',
    ],
    ['', 'archived', 'is:archived'],
    ['is:unresolved is:new', 'resolved', 'is:resolved is:new'],
    ['message:"is:resolved \\" ok"', 'all', 'message:"is:resolved \\" ok"'],
  ] as const)('of %s becomes %s as %s', (query, status, expected) => {
    expect(withStatus(query, status)).toBe(expected);
  });
});

describe('terms of a search', () => {
  it('are added and taken out, each once', () => {
    expect(withTerm('is:unresolved is:new', 'is:new')).toBe(
      'is:unresolved is:new',
    );
    expect(withTerm('is:unresolved is:new foo', 'is:new', false)).toBe(
      'is:unresolved foo',
    );
    expect(hasTerm('"is:new" is:newer', 'is:new')).toBe(false);
  });

  it.each([
    ['browser.name', 'Firefox', 'browser.name:Firefox'],
    ['os', 'Mac OS "X"', 'os:"Mac OS \\"X\\""'],
    ['status', '5*', 'tags[status]:"5\\*"'],
  ])('find the tag %s with the value %s', (key, value, term) => {
    expect(tagTerm(key, value)).toBe(term);
  });
});
