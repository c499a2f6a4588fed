import {
  multiProject,
  notFound,
  useAnswers,
  Answer,
} from '../../__testUtils__/useAnswers';
import { trendInterval } from './counts';

describe('countIssues', () => {
  const { setup, asked } = useAnswers();

  const params = {
    project: ['11', '12'],
    environment: ['production'],
    statsPeriod: '14d',
    queries: ['is:unresolved', 'is:new'],
  };

  it('counts all queries in one call, up to a hundred each', async () => {
    const client = await setup(() => ({
      body: { 'is:new': 3, 'is:unresolved': 100 },
    }));
    await expect(client.countIssues('acme', params)).resolves.toEqual([
      { count: 100, capped: true },
      { count: 3, capped: false },
    ]);
    expect(asked()).toEqual([
      [
        '/api/0/organizations/acme/issues-count/',
        'query=is:unresolved',
        'query=is:new',
        'project=11',
        'project=12',
        'environment=production',
        'statsPeriod=14d',
      ],
    ]);
  });

  it('takes no visible project for a problem, and not for no issues', async () => {
    const client = await setup(() => ({ body: [] }));
    await expect(client.countIssues('acme', params)).rejects.toMatchObject({
      code: 'SCOPE_MISSING',
      message: expect.stringContaining('none of the projects'),
    });
  });

  it('leaves out what Sentry does not tell, also of a sum', async () => {
    const client = await setup(({ searchParams }) => {
      const projects = searchParams.getAll('project');
      if (projects.length > 1) {
        return multiProject;
      }
      return {
        body:
          projects[0] === '11'
            ? { 'is:unresolved': 2, 'is:new': 1 }
            : { 'is:new': 0 },
      };
    });
    await expect(client.countIssues('acme', params)).resolves.toEqual([
      { capped: false },
      { count: 1, capped: false },
    ]);
  });

  it('guesses no zero from an empty list without a number', async () => {
    const client = await setup(({ pathname }) =>
      pathname.endsWith('/issues-count/') ? notFound : { body: [] },
    );
    await expect(client.countIssues('acme', params)).resolves.toEqual([
      { capped: false },
      { capped: false },
    ]);
  });

  it('adds up the projects on a plan without a view over several', async () => {
    const client = await setup(({ searchParams }) => {
      const projects = searchParams.getAll('project');
      return projects.length > 1
        ? multiProject
        : {
            body: {
              'is:unresolved': projects[0] === '11' ? 100 : 5,
              'is:new': 2,
            },
          };
    });
    await expect(client.countIssues('acme', params)).resolves.toEqual([
      { count: 105, capped: true },
      { count: 4, capped: false },
    ]);
    expect(asked()).toHaveLength(3);
  });

  it('takes the estimates of lists where the server has no counts', async () => {
    const client = await setup(({ pathname, searchParams }) =>
      pathname.endsWith('/issues-count/')
        ? notFound
        : {
            body: [{ id: '1' }],
            headers: {
              'x-hits': searchParams.get('query') === 'is:new' ? '7' : '1000',
              'x-max-hits': '1000',
            },
          },
    );
    await expect(client.countIssues('acme', params)).resolves.toEqual([
      { count: 1000, capped: true },
      { count: 7, capped: false },
    ]);
    expect(asked()[1]).toEqual(
      expect.arrayContaining(['/api/0/organizations/acme/issues/', 'limit=1']),
    );
  });

  it('reports an organization that is not there', async () => {
    const client = await setup(() => notFound);
    await expect(
      client.countIssues('acme', { ...params, environment: undefined }),
    ).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' });
    expect(asked()).toHaveLength(2);
  });

  it('reports an environment that is not there', async () => {
    const client = await setup(() => notFound);
    await expect(client.countIssues('acme', params)).rejects.toMatchObject({
      code: 'QUERY_INVALID',
      message: expect.stringContaining('`production`'),
    });
  });

  it('leaves out a count that is none, and keeps the others', async () => {
    const client = await setup(() => ({
      body: { 'is:unresolved': '7', 'is:new': {}, 'is:regressed': -1 },
    }));
    await expect(
      client.countIssues('acme', {
        ...params,
        queries: ['is:unresolved', 'is:new', 'is:regressed'],
      }),
    ).resolves.toEqual([
      { count: 7, capped: false },
      { capped: false },
      { capped: false },
    ]);
  });

  it('refuses an answer of another shape', async () => {
    const client = await setup(() => ({ body: { 'is:new': 'many' } }));
    await expect(client.countIssues('acme', params)).rejects.toMatchObject({
      code: 'UPSTREAM_UNEXPECTED',
    });
  });

  it('knows no count for a query that is named like what objects inherit', async () => {
    const client = await setup(() => ({ body: { 'is:unresolved': 3 } }));
    await expect(
      client.countIssues('acme', {
        project: ['11'],
        queries: ['is:unresolved', 'constructor', '__proto__'],
      }),
    ).resolves.toEqual([
      { count: 3, capped: false },
      { capped: false },
      { capped: false },
    ]);
  });
});

describe('counts of events', () => {
  const { setup, asked } = useAnswers();

  const scope = {
    project: ['11'],
    environment: ['production'],
    statsPeriod: '7d',
  };

  it('counts the distinct users of error events', async () => {
    const client = await setup(() => ({
      body: { data: [{ 'count_unique(user)': 97 }] },
    }));
    await expect(client.countUsers('acme', scope)).resolves.toBe(97);
    expect(asked()).toEqual([
      [
        '/api/0/organizations/acme/events/',
        'dataset=errors',
        'field=count_unique(user)',
        'project=11',
        'environment=production',
        'statsPeriod=7d',
      ],
    ]);
  });

  it('reads the trend of error events in seconds', async () => {
    const client = await setup(() => ({
      body: {
        timeSeries: [
          {
            yAxis: 'count()',
            values: [
              { timestamp: 1_760_000_000_000, value: 3, incomplete: false },
              { timestamp: 1_760_014_400_000, value: null },
            ],
          },
        ],
      },
    }));
    await expect(client.eventTrend('acme', scope)).resolves.toEqual([
      [1_760_000_000, 3],
      [1_760_014_400, 0],
    ]);
    expect(asked()).toEqual([
      [
        '/api/0/organizations/acme/events-timeseries/',
        'dataset=errors',
        'yAxis=count()',
        'interval=4h',
        'project=11',
        'environment=production',
        'statsPeriod=7d',
      ],
    ]);
  });

  it.each<[string, Answer]>([
    ['a token without org:read', { status: 403, body: {} }],
    ['a server without the endpoint', notFound],
    ['a plan without it', { status: 400, body: {} }],
    ['another shape', { body: [] }],
  ])('can tell neither users nor trend with %s', async (_, answer) => {
    const client = await setup(() => answer);
    await expect(client.countUsers('acme', scope)).resolves.toBeUndefined();
    await expect(client.eventTrend('acme', scope)).resolves.toBeUndefined();
  });

  it.each([null, -4, 'NaN', {}, true])(
    'does not take %j for a number of users',
    async users => {
      const client = await setup(() => ({
        body: { data: [{ 'count_unique(user)': users }] },
      }));
      await expect(client.countUsers('acme', scope)).resolves.toBeUndefined();
    },
  );

  it.each([
    ['microseconds', { timestamp: 1_760_000_000_000_000_000, value: 3 }],
    ['fewer events than none', { timestamp: 1_760_000_000_000, value: -3 }],
  ])('can tell no trend of %s', async (_, bucket) => {
    const client = await setup(() => ({
      body: { timeSeries: [{ values: [bucket] }] },
    }));
    await expect(client.eventTrend('acme', scope)).resolves.toBeUndefined();
  });

  it.each<[string, Answer]>([
    ['TOKEN_REJECTED', { status: 401, body: {} }],
    ['UPSTREAM_UNAVAILABLE', { status: 500, body: {} }],
  ])('does not hide a %s behind absent users', async (code, answer) => {
    const client = await setup(() => answer);
    await expect(client.countUsers('acme', scope)).rejects.toMatchObject({
      code,
    });
  });
});

describe('trendInterval', () => {
  it.each([
    ['1h', '5m'],
    ['24h', '1h'],
    ['7d', '4h'],
    ['14d', '12h'],
    ['2w', '12h'],
    ['90d', '1d'],
    ['ever', '1d'],
  ])('is for %s bars of %s', (period, interval) => {
    expect(trendInterval(period)).toBe(interval);
  });
});
