import { multiProject, useAnswers } from '../../__testUtils__/useAnswers';

describe('listIssues', () => {
  const { setup, asked } = useAnswers();

  it('asks the organization for all projects in one call', async () => {
    const client = await setup(() => ({}));
    await client.listIssues('acme', {
      project: ['11', '12'],
      environment: ['production', 'a b&c'],
      statsPeriod: '24h',
      query: 'is:unresolved message:"a&b" été',
      sort: 'freq',
      limit: 25,
      cursor: '0:25:0',
      groupStatsPeriod: '24h',
      expand: ['inbox'],
    });
    expect(asked()).toEqual([
      [
        '/api/0/organizations/acme/issues/',
        'project=11',
        'project=12',
        'environment=production',
        'environment=a b&c',
        'statsPeriod=24h',
        'query=is:unresolved message:"a&b" été',
        'sort=freq',
        'limit=25',
        'cursor=0:25:0',
        'groupStatsPeriod=24h',
        'collapse=filtered',
        'expand=inbox',
      ],
    ]);
  });

  it('sends an empty query, which Sentry takes for all issues', async () => {
    const client = await setup(() => ({}));
    await client.listIssues('acme', { project: ['11'], query: '' });
    expect(asked()[0]).toContain('query=');
  });

  it('reads the page, its cursor and the estimate of all', async () => {
    const client = await setup(() => ({
      body: [{ id: '1', title: 'a', secretKey: 'dropped' }, { id: 2 }],
      headers: {
        link: '<https://x.example.com>; rel="next"; results="true"; cursor="0:2:0"',
        'x-hits': '131',
        'x-max-hits': '1000',
      },
    }));
    await expect(
      client.listIssues('acme', { project: ['11'], query: '' }),
    ).resolves.toMatchObject({
      items: [
        { id: '1', title: 'a', project: { id: '11' } },
        { id: '2', title: 'Issue 2' },
      ],
      nextCursor: '0:2:0',
      hits: 131,
      maxHits: 1000,
    });
  });

  it('leaves out an issue without id, and fields of another type', async () => {
    const client = await setup(() => ({
      body: [
        null,
        { title: 'no id' },
        {
          id: '1',
          title: { odd: true },
          stats: 'odd',
          metadata: [],
          count: {},
        },
      ],
    }));
    const { items } = await client.listIssues('acme', {
      project: ['11'],
      query: '',
    });
    expect(items).toMatchObject([{ id: '1' }]);
  });

  it('returns an issue once that Sentry lists twice', async () => {
    const client = await setup(() => ({
      body: ['1', '2', '1'].map(id => ({ id })),
    }));
    const { items } = await client.listIssues('acme', {
      project: ['11'],
      query: '',
    });
    expect(items.map(({ id }) => id)).toEqual(['1', '2']);
  });

  it('leaves out a trend of times or numbers that can not be, and no other', async () => {
    const day = 1_760_000_000;
    const client = await setup(() => ({
      body: [
        {
          id: '1',
          stats: {
            '24h': [[day * 1e9, 1]],
            '14d': [[day, -1]],
            '30d': [[day, 1]],
            auto: [null],
          },
        },
      ],
    }));
    const { items } = await client.listIssues('acme', {
      project: ['11'],
      query: '',
    });
    expect(items[0].trend).toEqual({
      period: '30d',
      buckets: [[day, 1]],
    });
  });

  it('refuses an answer that is no list', async () => {
    const client = await setup(() => ({ body: { issues: [] } }));
    await expect(
      client.listIssues('acme', { project: ['11'], query: '' }),
    ).rejects.toMatchObject({ code: 'UPSTREAM_UNEXPECTED' });
  });

  it('recognizes a plan without lists of several projects', async () => {
    const client = await setup(() => multiProject);
    const failure = await client
      .listIssues('acme', { project: ['11', '12'], query: '' })
      .catch(error => error);
    expect(failure.code).toBe('QUERY_INVALID');
    expect(failure.reason).toBe('multi-project');
  });

  it('asks nothing for an organization that would leave its place in the path', async () => {
    const client = await setup(() => ({}));
    await expect(
      client.listIssues('..', { project: ['11'], query: '' }),
    ).rejects.toMatchObject({ code: 'ANNOTATION_INVALID' });
    expect(asked()).toEqual([]);
  });

  it('reads no more of a page than any page has', async () => {
    const client = await setup(() => ({
      body: Array.from({ length: 5_000 }, (_, id) => ({ id })),
    }));
    const { items } = await client.listIssues('acme', {
      project: ['11'],
      query: '',
    });
    expect(items).toHaveLength(1_000);
  });

  it('believes no number of hits that no number can hold', async () => {
    const client = await setup(() => ({
      headers: { 'x-hits': '9'.repeat(400), 'x-max-hits': '-1' },
    }));
    await expect(
      client.listIssues('acme', { project: ['11'], query: '' }),
    ).resolves.toEqual({ items: [] });
  });
});
