import { toTagDistributions } from './tags';
import { toExternalIssues, toIssueFacts, toSuspectCommits } from './detail';
import { toStatusDetails } from './issue';

const commit = 'c0ffee'.repeat(6);

describe('toIssueFacts', () => {
  const context = {
    baseUrl: 'https://sentry.io',
    instance: 'default',
    organization: 'acme',
  };

  it('returns trends, releases and status', () => {
    expect(
      toIssueFacts(
        {
          id: '1',
          count: '9000',
          project: { id: '11', slug: 'shop' },
          stats: { '24h': [[1, 2]], '30d': [[3, 4]] },
          firstRelease: { version: 'shop@1' },
          statusDetails: { inNextRelease: true },
        },
        context,
      ),
    ).toMatchObject({
      issue: { id: '1', count: 9000 },
      trends: {
        '24h': { period: '24h', buckets: [[1, 2]] },
        '30d': { period: '30d', buckets: [[3, 4]] },
      },
      firstRelease: { version: 'shop@1' },
      statusDetails: { inNextRelease: true },
      externalIssues: [],
    });
  });

  it('is nothing where Sentry does not tell the project', () => {
    expect(toIssueFacts({ id: '1' }, context)).toBeUndefined();
  });
});

describe('toStatusDetails', () => {
  it('names who did it, unless by an e-mail address', () => {
    const by = (name: string) =>
      toStatusDetails({ actor: { id: '3', name } }).actor;
    expect(by('Ada Park')).toBe('Ada Park');
    expect(by('ada@example.com')).toBe('User 3');
  });

  it.each([undefined, {}, { ignoreCount: 'x', inCommit: {} }])(
    'is empty for %j',
    odd => {
      expect(toStatusDetails(odd)).toEqual({});
    },
  );

  it('says until when an issue is archived', () => {
    expect(
      toStatusDetails({
        ignoreUntil: '2026-12-01T00:00:00+01:00',
        ignoreUserCount: 10,
        ignoreUserWindow: '60',
        inCommit: { id: commit },
      }),
    ).toEqual({
      ignoreUntil: '2026-11-30T23:00:00.000Z',
      ignoreUserCount: 10,
      ignoreUserWindow: 60,
      inCommit: commit,
    });
  });
});

describe('toExternalIssues', () => {
  it('reads those of integrations, apps, annotations and plugins, each address once', () => {
    const url = 'https://jira.example.com/SHOP-1';
    expect(
      toExternalIssues({
        integrationIssues: [
          {
            provider: { key: 'jira' },
            externalIssues: [{ displayName: 'SHOP-1', url }],
          },
        ],
        sentryAppIssues: [
          {
            serviceType: 'linear',
            displayName: 'LIN-2',
            webUrl: 'https://linear.example.com/2',
          },
        ],
        annotations: [
          { displayName: 'SHOP-1', url },
          { displayName: 'Script', url: 'data:text/html,x' },
        ],
      }),
    ).toEqual([
      { label: 'SHOP-1', url, kind: 'jira' },
      { label: 'LIN-2', url: 'https://linear.example.com/2', kind: 'linear' },
    ]);
  });
});

describe('toTagDistributions', () => {
  const tag = (key: string, values: [string, number][], total?: number) => ({
    key,
    name: key.toUpperCase(),
    totalValues: total,
    topValues: values.map(([value, count]) => ({ value, count })),
  });

  it('returns the share of each value, the most useful tags first', () => {
    const tags = toTagDistributions([
      tag('zone', [['a', 1]]),
      tag(
        'environment',
        [
          ['staging', 1],
          ['production', 3],
        ],
        4,
      ),
    ]);
    expect(tags).toEqual([
      {
        key: 'environment',
        name: 'ENVIRONMENT',
        totalValues: 4,
        topValues: [
          { value: 'production', count: 3, share: 0.75 },
          { value: 'staging', count: 1, share: 0.25 },
        ],
      },
      {
        key: 'zone',
        name: 'ZONE',
        totalValues: 1,
        topValues: [{ value: 'a', count: 1, share: 1 }],
      },
    ]);
  });

  it('merges values that are equal once hidden parts are removed', () => {
    const sender = (name: string) => `from ${name}@example.com`;
    const [{ topValues }] = toTagDistributions([
      tag('sender', [
        [sender('ada'), 2],
        ['cron', 3],
        [sender('bob'), 2],
      ]),
    ]);
    expect(topValues).toEqual([
      { value: 'from [e-mail]', count: 4, share: 0.571 },
      { value: 'cron', count: 3, share: 0.429 },
    ]);
  });

  it('returns a tag once', () => {
    const zone = tag('zone', [['a', 1]]);
    expect(toTagDistributions([zone, zone])).toHaveLength(1);
  });

  it.each(['user', 'user.id', 'ip', 'email', 'sentry:user', 'auth_token'])(
    'leaves out the tag %s',
    key => {
      expect(toTagDistributions([tag(key, [['planted', 1]])])).toEqual([]);
    },
  );
});

describe('toSuspectCommits', () => {
  it("returns the first line, and the author's name without the address", () => {
    const commits = toSuspectCommits([
      {
        author: { id: '3', name: 'Ada Park' },
        commits: [
          {
            id: commit,
            message: 'Round totals\n\nSigned-off-by: ada@example.com',
            dateCreated: '2026-11-01T10:00:00Z',
            repository: {
              url: 'https://github.com/acme/shop',
              provider: { id: 'integrations:github' },
            },
          },
          { id: commit },
          { id: '../x' },
        ],
      },
      { author: { name: 'ada@example.com' }, commits: [{ id: 'abc1234' }] },
    ]);
    expect(commits).toEqual([
      {
        id: commit,
        shortId: 'c0ffeec',
        message: 'Round totals',
        authorName: 'Ada Park',
        dateCreated: '2026-11-01T10:00:00.000Z',
        url: `https://github.com/acme/shop/commit/${commit}`,
      },
      { id: 'abc1234', shortId: 'abc1234', authorName: 'User' },
    ]);
  });
});
