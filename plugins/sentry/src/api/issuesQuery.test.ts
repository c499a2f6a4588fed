import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { readIssuesQuery, writeIssuesQuery } from './issuesQuery';

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
    const read = readIssuesQuery(writeIssuesQuery(query));
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
