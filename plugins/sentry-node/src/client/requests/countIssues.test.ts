import {
  multiProject,
  notFound,
  useAnswers,
} from '../../__testUtils__/useAnswers';

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
