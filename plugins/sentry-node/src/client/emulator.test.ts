import {
  captureWithSdk,
  demoToken,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from '../testUtils';
import { createTestClient } from '../__testUtils__/testClient';
import { TokenCredentials } from '../credentials/static';
import { createSentryClient } from './createSentryClient';
import type { SentryClient } from './SentryClient';

const EVENTS = 7;

/** What was sent by Sentry's own SDK, asked for through the whole client. */
describe('createSentryClient against a Sentry', () => {
  allowLoopbackFetch();

  let emulator: Emulator;
  let client: SentryClient;

  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: Array.from({ length: EVENTS }, (_, index) => ({
        type: 'TypeError',
        value: `Fault ${index}`,
        fingerprint: [`fault-${index}`],
        user: `user-${index % 2}`,
        environment: index % 2 ? 'staging' : 'production',
      })),
    });
    const { http } = createTestClient({ baseUrl: emulator.url });
    const credentials = new TokenCredentials({
      token: demoToken('default'),
    });
    client = createSentryClient({ http, credentials });
  });

  afterAll(() => emulator.close());

  const scope = { project: ['11'], statsPeriod: '24h' };

  it('walks every page, and meets each issue once', async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listIssues('acme', {
        ...scope,
        query: 'is:unresolved',
        limit: 3,
        cursor,
      });
      expect(page.hits).toBe(EVENTS);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(ids).toHaveLength(EVENTS);
    expect(new Set(ids).size).toBe(EVENTS);
  });

  it('maps an issue to what the portal shows', async () => {
    const { items } = await client.listIssues('acme', {
      ...scope,
      query: 'Fault 3',
      groupStatsPeriod: '24h',
    });
    expect(items[0]).toMatchObject({
      type: 'TypeError',
      value: 'Fault 3',
      count: 1,
      userCount: 1,
      status: 'unresolved',
      lifetime: { count: 1 },
      trend: { period: '24h' },
      project: { id: '11', slug: 'shop-web' },
    });
  });

  it('counts issues by query, and filters by environment', async () => {
    await expect(
      client.countIssues('acme', {
        ...scope,
        environment: ['staging'],
        queries: ['is:unresolved', 'is:resolved'],
      }),
    ).resolves.toEqual([
      { count: 3, capped: false },
      { count: 0, capped: false },
    ]);
  });

  it('counts users and events', async () => {
    await expect(client.countUsers('acme', scope)).resolves.toBe(2);
    const trend = await client.eventTrend('acme', scope);
    expect(trend?.reduce((sum, [, events]) => sum + events, 0)).toBe(EVENTS);
  });

  it('finds projects and their environments', async () => {
    await expect(client.getProject('acme', 'shop-web')).resolves.toMatchObject({
      id: '11',
      slug: 'shop-web',
    });
    const { items } = await client.listProjects('acme', {});
    expect(items.map(({ slug }) => slug)).toContain('checkout');
    const environments = await client.listEnvironments('acme', '11');
    expect(environments.sort()).toEqual(['production', 'staging']);
  });

  it.each<[what: string, code: string, ask: () => Promise<unknown>]>([
    [
      'a search that can not be parsed',
      'QUERY_INVALID',
      () => client.listIssues('acme', { ...scope, query: '(' }),
    ],
    [
      'an unknown environment',
      'QUERY_INVALID',
      () =>
        client.listIssues('acme', {
          ...scope,
          query: '',
          environment: ['nowhere'],
        }),
    ],
    [
      'a filter by a project that is not visible',
      'SCOPE_MISSING',
      () => client.listIssues('acme', { project: ['999'], query: '' }),
    ],
    [
      'an unknown project',
      'PROJECT_NOT_FOUND',
      () => client.getProject('acme', 'nope'),
    ],
    [
      'an unknown organization',
      'ORGANIZATION_NOT_FOUND',
      () => client.listProjects('nobody', {}),
    ],
    [
      'an organization that the token is no member of',
      'SCOPE_MISSING',
      () => client.listProjects('umbrella', {}),
    ],
  ])('meets %s with the problem %s', async (_, code, ask) => {
    await expect(ask()).rejects.toMatchObject({ code });
  });

  it('reports an unknown token', async () => {
    const { client: stranger } = createTestClient({ baseUrl: emulator.url });
    await expect(stranger.listProjects('acme', {})).rejects.toMatchObject({
      code: 'TOKEN_REJECTED',
    });
  });
});
