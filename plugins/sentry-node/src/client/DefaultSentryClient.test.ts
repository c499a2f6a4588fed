import type { IncomingMessage } from 'node:http';
import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../__testUtils__/loopbackServer';
import { allowLoopbackFetch } from '../testUtils';
import { createTestClient } from '../__testUtils__/testClient';
import { isSentryMultiProjectRefusal } from './problems/SentryUpstreamError';

interface Answer {
  body?: unknown;
  status?: number;
  headers?: Record<string, string>;
}

const notFound: Answer = {
  status: 404,
  body: { detail: 'The requested resource does not exist' },
};
const multiProject: Answer = {
  status: 400,
  body: { detail: 'You do not have the multi project stream feature enabled' },
};

describe('DefaultSentryClient', () => {
  allowLoopbackFetch();

  let server: LoopbackServer;

  async function setup(answer: (url: URL, request: IncomingMessage) => Answer) {
    server = await startLoopbackServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      const { body = [], ...rest } = answer(url, request);
      sendJson(response, body, rest);
    });
    return createTestClient({ baseUrl: server.url }).client;
  }

  /** What was asked, with its parameters in order. */
  const asked = () =>
    server.requests.map(({ url }) => {
      const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
      return [pathname, ...searchParams].map(part =>
        Array.isArray(part) ? part.join('=') : part,
      );
    });

  afterEach(() => server.close());

  describe('listIssues', () => {
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
      ).resolves.toEqual({
        items: [{ id: '1', title: 'a' }, { id: '2' }],
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
      expect(JSON.parse(JSON.stringify(items))).toEqual([{ id: '1' }]);
    });

    it('refuses an answer that is no list', async () => {
      const client = await setup(() => ({ body: { issues: [] } }));
      await expect(
        client.listIssues('acme', { project: ['11'], query: '' }),
      ).rejects.toMatchObject({ code: 'UPSTREAM_UNEXPECTED' });
    });

    it('tells a plan without lists of several projects apart', async () => {
      const client = await setup(() => multiProject);
      const failure = await client
        .listIssues('acme', { project: ['11', '12'], query: '' })
        .catch(error => error);
      expect(failure.code).toBe('QUERY_INVALID');
      expect(isSentryMultiProjectRefusal(failure)).toBe(true);
    });

    it('asks nothing for an organization that would leave its place in the path', async () => {
      const client = await setup(() => ({}));
      await expect(
        client.listIssues('..', { project: ['11'], query: '' }),
      ).rejects.toMatchObject({ code: 'ANNOTATION_INVALID' });
      expect(server.requests).toEqual([]);
    });
  });

  describe('countIssues', () => {
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
      expect(server.requests).toHaveLength(3);
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
        expect.arrayContaining([
          '/api/0/organizations/acme/issues/',
          'limit=1',
        ]),
      );
    });

    it('reports an organization that is not there', async () => {
      const client = await setup(() => notFound);
      await expect(
        client.countIssues('acme', { ...params, environment: undefined }),
      ).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' });
      expect(server.requests).toHaveLength(2);
    });

    it('reports an environment that is not there', async () => {
      const client = await setup(() => notFound);
      await expect(client.countIssues('acme', params)).rejects.toMatchObject({
        code: 'QUERY_INVALID',
        message: expect.stringContaining('`production`'),
      });
    });

    it('refuses an answer of another shape', async () => {
      const client = await setup(() => ({ body: { 'is:new': 'many' } }));
      await expect(client.countIssues('acme', params)).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
      });
    });
  });

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

  it.each<[string, Answer]>([
    ['TOKEN_REJECTED', { status: 401, body: {} }],
    ['UPSTREAM_UNAVAILABLE', { status: 500, body: {} }],
  ])('does not hide a %s behind absent users', async (code, answer) => {
    const client = await setup(() => answer);
    await expect(client.countUsers('acme', scope)).rejects.toMatchObject({
      code,
    });
  });

  describe('getProject', () => {
    it('reads a project, whose name is its slug where it has none', async () => {
      const client = await setup(() => ({
        body: {
          id: '11',
          slug: 'shop-web',
          name: '',
          platform: null,
          team: {},
        },
      }));
      await expect(client.getProject('acme', 'shop-web')).resolves.toEqual({
        id: '11',
        slug: 'shop-web',
        name: 'shop-web',
        platform: null,
      });
      expect(asked()).toEqual([['/api/0/projects/acme/shop-web/']]);
    });

    it('follows a rename', async () => {
      const client = await setup(({ pathname }) =>
        pathname === '/api/0/projects/acme/old/'
          ? {
              status: 302,
              headers: { location: '/api/0/projects/acme/new/' },
              body: { detail: { code: 'resource-moved' } },
            }
          : { body: { id: '11', slug: 'new', name: 'New' } },
      );
      await expect(client.getProject('acme', 'old')).resolves.toMatchObject({
        slug: 'new',
      });
    });

    it.each([403, 404])('has no project where Sentry says %i', async status => {
      const client = await setup(() => ({ status, body: {} }));
      await expect(client.getProject('acme', 'nope')).rejects.toMatchObject({
        code: 'PROJECT_NOT_FOUND',
        project: { instance: 'default', organization: 'acme', project: 'nope' },
      });
    });

    it('refuses what is no project', async () => {
      const client = await setup(() => ({ body: { version: '0' } }));
      await expect(client.getProject('acme', 'x')).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
      });
    });
  });

  it('lists projects, a hundred at a time', async () => {
    const client = await setup(() => ({
      body: [{ id: '11', slug: 'shop-web', name: 'Shop web' }],
    }));
    const page = await client.listProjects('acme', {
      cursor: '0:100:0',
    });
    expect(page.items.map(({ slug }) => slug)).toEqual(['shop-web']);
    expect(asked()).toEqual([
      ['/api/0/organizations/acme/projects/', 'cursor=0:100:0', 'per_page=100'],
    ]);
  });

  it.each(['-1', '$all', '', 'x'.repeat(100)])(
    'takes %j for the id of no project: a filter could mean more by it',
    async id => {
      const client = await setup(() => ({
        body: [
          { id, slug: 'shop-web' },
          { id: 12, slug: 'checkout', name: 'Shop of ada@example.com' },
        ],
      }));
      expect((await client.listProjects('acme', {})).items).toEqual([
        { id: '12', slug: 'checkout', name: 'Shop of [e-mail]' },
      ]);
    },
  );

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

  it('lists the environments of several projects in one call', async () => {
    const client = await setup(() => ({
      body: [{ name: 'production' }, { name: 'staging' }],
    }));
    await expect(
      client.listOrganizationEnvironments('acme', { project: ['11', '12'] }),
    ).resolves.toEqual(['production', 'staging']);
    expect(asked()).toEqual([
      [
        '/api/0/organizations/acme/environments/',
        'project=11',
        'project=12',
        'visibility=visible',
      ],
    ]);
  });

  it('reads no more of a page than any page has', async () => {
    const client = await setup(() => ({
      body: Array.from({ length: 5_000 }, () => ({ id: '1' })),
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

  it('lists the visible environments of a project, each once, without the unnamed and those named after a person', async () => {
    const client = await setup(() => ({
      body: [
        { id: '1', name: 'production' },
        { id: '2', name: '' },
        { id: '3', name: 'production' },
        { id: '4', name: 'ada@example.com' },
      ],
    }));
    await expect(client.listEnvironments('acme', '11')).resolves.toEqual([
      'production',
    ]);
    expect(asked()).toEqual([
      ['/api/0/projects/acme/11/environments/', 'visibility=visible'],
    ]);
  });
});
