import {
  captureWithSdk,
  demoToken,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { createTestClient } from '../../__testUtils__/testClient';
import { TokenCredentials } from '../../credentials/static';
import { allowLoopbackFetch } from '../../testUtils';
import { createSentryClient } from '../createSentryClient';
import type { SentryClient } from '../SentryClient';
import { glitchtip } from './dialects';

const now = Date.UTC(2026, 10, 21, 12);
const hour = 3_600_000;
const scope = { project: ['11'] };

describe('a GlitchTip that config does not declare', () => {
  allowLoopbackFetch();

  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({
      port: 0,
      dialect: 'glitchtip',
      clock: () => now,
    });
    const events = (value: string, release: string, environment: string) => [
      { type: 'Error', value, release, environment, time: now - hour },
      { type: 'Error', value, release, environment, time: now - 3 * hour },
    ];
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: events("can't pay", 'shop@1', 'production'),
    });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'checkout'),
      events: events('secret', 'checkout@7', 'hidden'),
    });
  });
  afterEach(() => {
    emulator.clearRequests();
    emulator.clearFaults();
  });
  afterAll(() => emulator.close());

  function clientOf(scopes?: string[]) {
    const { http } = createTestClient({
      baseUrl: emulator.url,
      now: () => now,
      server: undefined,
      client: { retries: 0 },
    });
    const token = scopes ? scopes.join() : demoToken('default');
    if (scopes) {
      emulator.addToken({ token, scopes, organizations: ['acme'] });
    }
    const credentials = new TokenCredentials({ token });
    return createSentryClient({ http, credentials });
  }
  const all = ['event:read', 'org:read', 'project:read', 'project:releases'];
  const asked = () => emulator.requests().map(({ path }) => path);

  it.each<[string, (client: SentryClient, id: string) => Promise<unknown>]>([
    ['list', client => client.listIssues('acme', { ...scope, query: '' })],
    ['counts', c => c.countIssues('acme', { ...scope, queries: ['is:new'] })],
    ['users', client => client.countUsers('acme', scope)],
    ['trend', client => client.eventTrend('acme', scope)],
    ['issue', (client, id) => client.getIssue('acme', id)],
    ['event', (client, id) => client.getIssueEvent('acme', id, 'recommended')],
    ['tags', (client, id) => client.getIssueTags('acme', id)],
    ['releases', client => client.listReleases('acme', scope)],
    ['sessions', client => client.releaseSessions('acme', scope)],
    ['environments', c => c.listOrganizationEnvironments('acme', scope)],
    ['members', client => client.listProjectMembers('acme', scope)],
    ['project', client => client.getProject('acme', '11')],
    ['index', client => client.getIndex()],
  ])('is found out by its first request: %s', async (_, ask) => {
    const [{ id }] = emulator.issues('acme', 'shop-web');
    const client = clientOf(all);
    await ask(client, id);
    expect(client.capabilities.server).toBe('glitchtip');
  });

  it('is found out with a token that may read issues alone', async () => {
    const client = clientOf(['event:read']);
    const { items } = await client.listIssues('acme', { ...scope, query: '' });
    expect(items).toHaveLength(1);
  });

  it('is found out once it is back, though it was down at first', async () => {
    const client = clientOf();
    emulator.addFault({ status: 503 });
    const list = () => client.listIssues('acme', { ...scope, query: '' });
    await expect(list()).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
    emulator.clearFaults();
    await expect(
      client.countIssues('acme', { ...scope, queries: ['is:unresolved'] }),
    ).resolves.toEqual([{ count: 1, capped: false }]);
  });

  it('lists the releases and environments of the projects asked for alone', async () => {
    const client = clientOf(all);
    await expect(client.listReleases('acme', scope)).resolves.toEqual([
      expect.objectContaining({
        version: 'shop@1',
        projects: ['shop-web'],
      }),
    ]);
    const environments = (project: string[]) =>
      client.listOrganizationEnvironments('acme', { project });
    await expect(environments(['11'])).resolves.toEqual(['production']);
    await expect(environments(['11', '12'])).resolves.toEqual([
      'production',
      'hidden',
    ]);
    expect(asked()).not.toContain('/api/0/organizations/acme/releases/');
    expect(asked()).not.toContain('/api/0/organizations/acme/environments/');
  });

  it('merges releases of several projects by version', async () => {
    emulator.addRelease('acme', {
      version: 'both@1',
      projects: ['shop-web', 'checkout'],
    });
    const client = clientOf(all);
    const releases = await client.listReleases('acme', {
      project: ['11', '12'],
    });
    const both = releases.find(({ version }) => version === 'both@1');
    expect(both?.projects).toEqual(['shop-web', 'checkout']);
  });

  it('names the scope that releases take', async () => {
    await expect(
      clientOf(['event:read', 'project:read']).listReleases('acme', scope),
    ).rejects.toMatchObject({
      code: 'SCOPE_MISSING',
      message: expect.stringContaining('`project:releases`'),
      action: expect.stringContaining('project:releases'),
    });
  });

  it('leaves out of issues what it does not mean, and adds their trends', async () => {
    const { items } = await clientOf().listIssues('acme', {
      ...scope,
      query: '',
      statsPeriod: '24h',
      groupStatsPeriod: 'auto',
    });
    const [issue] = items;
    expect(issue).toMatchObject({
      permalink: `${emulator.url}/acme/issues/${issue.id}`,
    });
    expect([issue.shortId, issue.userCount]).toEqual([undefined, undefined]);
    const trend = issue.trend?.buckets ?? [];
    expect(issue.trend?.period).toBe('24h');
    expect(trend).toHaveLength(24);
    expect(trend.filter(([, events]) => events > 0)).toEqual([
      [now / 1_000 - 3 * 3_600, 1],
      [now / 1_000 - 3_600, 1],
    ]);
  });

  it('has days as trends of longer windows, and lists without them where they fail', async () => {
    const list = (client: SentryClient) =>
      client.listIssues('acme', {
        ...scope,
        query: '',
        statsPeriod: '14d',
        groupStatsPeriod: 'auto',
      });
    const [issue] = (await list(clientOf())).items;
    expect(issue.trend?.period).toBe('14d');
    expect(issue.trend?.buckets).toHaveLength(14);
    emulator.addFault({
      path: '/api/0/organizations/acme/issues-stats/',
      status: 500,
    });
    const [bare] = (await list(clientOf())).items;
    expect(bare.trend).toBeUndefined();
  });

  it('is searched with an apostrophe', async () => {
    const { items } = await clientOf().listIssues('acme', {
      ...scope,
      query: "is:unresolved can't",
    });
    expect(items).toHaveLength(1);
  });

  it('calls an exception without a type by its message', () => {
    const { toIssue } = glitchtip;
    const metadata = { type: '?', value: 'stock is empty' };
    for (const title of ['?', '?: stock is empty']) {
      expect(toIssue({ id: '1', title, metadata }, 'acme')).toMatchObject({
        title: 'stock is empty',
        metadata: { type: undefined },
      });
    }
    expect(toIssue({ id: '1', userCount: 7 }, 'acme').userCount).toBe(
      undefined,
    );
  });

  it('asks for the latest event once, also where there is none', async () => {
    const client = clientOf();
    await client.getIndex();
    emulator.clearRequests();
    await expect(
      client.getIssueEvent('acme', '1', 'recommended'),
    ).rejects.toMatchObject({ code: 'ISSUE_NOT_FOUND' });
    expect(asked()).toEqual(['/api/0/issues/1/events/latest/']);
  });

  it('finds projects by number, also beyond the first page', async () => {
    const world = {
      organizations: [
        {
          slug: 'acme',
          name: 'Acme',
          projects: Array.from({ length: 130 }, (_, index) => ({
            id: `${1_000 + index}`,
            slug: `p-${index}`,
            name: `P ${index}`,
            platform: 'node',
          })),
        },
      ],
      tokens: [
        { token: 'many', scopes: ['project:read'], organizations: ['acme'] },
      ],
    };
    const many = await startEmulator({ port: 0, dialect: 'glitchtip', world });
    const { http } = createTestClient({
      baseUrl: many.url,
      server: 'glitchtip',
    });
    const credentials = new TokenCredentials({ token: 'many' });
    const client = createSentryClient({ http, credentials });
    const { items } = await client.listProjects('acme', {});
    await expect(client.getProject('acme', '1129')).resolves.toMatchObject({
      id: '1129',
      slug: 'p-129',
    });
    await expect(client.getProject('acme', '7')).rejects.toMatchObject({
      code: 'PROJECT_NOT_FOUND',
    });
    await many.close();
    expect(items).toHaveLength(100);
  });

  it('ends a list where its cursors would give the same page again, and says so', async () => {
    const many = await startEmulator({
      port: 0,
      dialect: 'glitchtip',
      clock: () => now,
    });
    await captureWithSdk({
      dsn: many.dsn('acme', 'shop-web'),
      events: Array.from({ length: 150 }, (_, index) => ({
        type: 'Error',
        value: `number ${index}`,
        time: now - index,
      })),
    });
    const { http } = createTestClient({ baseUrl: many.url, server: undefined });
    const token = demoToken('default');
    const credentials = new TokenCredentials({ token });
    const client = createSentryClient({ http, credentials });
    const walk = async (sort: string) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      let endsEarly: boolean | undefined;
      do {
        const page = await client.listIssues('acme', {
          ...scope,
          query: '',
          sort,
          cursor,
          limit: 40,
        });
        ids.push(...page.items.map(({ id }) => id));
        ({ nextCursor: cursor, endsEarly } = page);
      } while (cursor && ids.length < 1_000);
      return { ids, endsEarly };
    };
    const byCount = await walk('freq');
    const byDate = await walk('date');
    await many.close();
    expect(new Set(byCount.ids).size).toBe(byCount.ids.length);
    expect(byCount.endsEarly).toBe(true);
    expect(new Set(byDate.ids).size).toBe(150);
    expect(byDate.endsEarly).toBeUndefined();
  });
});
