import {
  captureWithSdk,
  demoToken,
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { createTestClient } from '../../__testUtils__/testClient';
import { TokenCredentials } from '../../credentials/static';
import { allowLoopbackFetch } from '../../testUtils';
import { createSentryClient } from '../createSentryClient';

const LIST = '/api/0/organizations/acme/issues/';
const scope = { project: ['11'], statsPeriod: '24h' };

describe('servers that are not quite Sentry', () => {
  allowLoopbackFetch();

  let emulator: Emulator;
  afterEach(() => emulator.close());

  async function setup(options: EmulatorOptions, now?: () => number) {
    emulator = await startEmulator({ port: 0, ...options });
    const { http } = createTestClient({
      baseUrl: emulator.url,
      now,
      server: undefined,
    });
    const token = demoToken('default');
    const credentials = new TokenCredentials({ token });
    return createSentryClient({ http, credentials });
  }
  const asked = () =>
    emulator.requests().map(({ path, status }) => `${status} ${path}`);
  const sorts = () =>
    emulator
      .requests()
      .map(({ query }) => new URLSearchParams(query).get('sort'));

  it('are found out by what they refuse, once', async () => {
    const client = await setup({ dialect: 'glitchtip' });
    expect(client.capabilities.server).toBe('sentry');
    const ask = () =>
      client.listIssues('acme', { ...scope, query: '', sort: 'date' });
    await ask();
    await ask();
    expect(asked()).toEqual([
      `422 ${LIST}`,
      '200 /api/0/',
      `200 ${LIST}`,
      `200 ${LIST}`,
    ]);
    expect(sorts()).toEqual(['date', null, '-last_seen', '-last_seen']);
    expect(client.capabilities).toMatchObject({
      server: 'glitchtip',
      sorts: ['date', 'new', 'freq'],
      statsPeriod: false,
      users: false,
    });
  });

  it('are found out once by several questions at the same time', async () => {
    const client = await setup({ dialect: 'glitchtip' });
    await Promise.all(
      [1, 2, 3].map(() =>
        client.listIssues('acme', { ...scope, query: '', sort: 'date' }),
      ),
    );
    expect(asked().filter(line => line === '200 /api/0/')).toHaveLength(1);
    expect(asked().filter(line => line === `200 ${LIST}`)).toHaveLength(3);
  });

  it('return no assignees, also where that is the first request', async () => {
    const client = await setup({ dialect: 'glitchtip' });
    await expect(client.listTeams('acme')).resolves.toEqual({ items: [] });
    expect(client.capabilities.server).toBe('glitchtip');
    emulator.clearRequests();
    await expect(
      client.listProjectMembers('acme', { project: ['11'] }),
    ).resolves.toEqual([]);
    expect(asked()).toEqual([]);
  });

  it('are asked only for what they have', async () => {
    const client = await setup({ dialect: 'glitchtip' });
    await client.listIssues('acme', { ...scope, query: '', sort: 'date' });
    emulator.clearRequests();
    await client.listIssues('acme', {
      ...scope,
      query: 'is:unresolved',
      sort: 'freq',
      groupStatsPeriod: '24h',
    });
    const [{ query }] = emulator.requests();
    expect(asked()).toEqual([`200 ${LIST}`]);
    emulator.clearRequests();
    expect([...new URLSearchParams(query).keys()].sort()).toEqual([
      'project',
      'query',
      'sort',
    ]);
    await expect(client.countUsers('acme', scope)).resolves.toBeUndefined();
    await expect(client.eventTrend('acme', scope)).resolves.toBeUndefined();
    await expect(
      client.countIssues('acme', { ...scope, queries: ['is:unresolved'] }),
    ).resolves.toEqual([{ count: 0, capped: false }]);
    expect(asked()).toEqual([`200 ${LIST}`]);
  });

  it.each<[string, boolean, string[]]>([
    ['as is known', true, [`200 ${LIST}`, `200 ${LIST}`]],
    [
      'as the first count shows',
      false,
      [
        '200 /api/0/organizations/acme/issues-count/',
        '200 /api/0/',
        ...[1, 2].map(() => `200 ${LIST}`),
      ],
    ],
  ])(
    'count what their search knows, and nothing as zero that it does not: %s',
    async (_, isKnown, calls) => {
      emulator = await startEmulator({ port: 0, dialect: 'glitchtip' });
      await captureWithSdk({
        dsn: emulator.dsn('acme', 'shop-web'),
        events: [{ type: 'TypeError', value: 'no cart', level: 'fatal' }],
      });
      const { http } = createTestClient({
        baseUrl: emulator.url,
        server: isKnown ? 'glitchtip' : undefined,
      });
      const token = demoToken('default');
      const credentials = new TokenCredentials({ token });
      const client = createSentryClient({ http, credentials });
      emulator.clearRequests();
      await expect(
        client.countIssues('acme', {
          ...scope,
          queries: [
            'is:unresolved is:new',
            'is:unresolved',
            'is:unresolved error.unhandled:true',
            'is:unresolved level:fatal',
            'is:unresolved !level:fatal',
          ],
        }),
      ).resolves.toEqual([
        { capped: false },
        { count: 1, capped: false },
        { capped: false },
        { count: 1, capped: false },
        { capped: false },
      ]);
      expect(asked()).toEqual(calls);
    },
  );

  it('are named in the problem of a missing order', async () => {
    const client = await setup({ dialect: 'glitchtip' });
    await expect(
      client.listIssues('acme', { ...scope, query: '', sort: 'user' }),
    ).rejects.toMatchObject({
      code: 'QUERY_INVALID',
      action: expect.stringContaining('date, new, freq'),
    });
  });

  it('are not asked again for what they lack, for ten minutes', async () => {
    let now = Date.now();
    const client = await setup(
      { without: ['issues-count', 'events', 'events-timeseries'] },
      () => now,
    );
    const ask = async () => {
      await client.countIssues('acme', { ...scope, queries: ['a', 'b'] });
      await client.countUsers('acme', scope);
      await client.eventTrend('acme', scope);
      const lacking = asked().filter(line => line.startsWith('404'));
      emulator.clearRequests();
      return lacking.length;
    };
    await expect(ask()).resolves.toBe(3);
    await expect(ask()).resolves.toBe(0);
    now += 10 * 60_000 + 1;
    await expect(ask()).resolves.toBe(3);
  });

  it('are not taken to lack what is missing for an environment alone', async () => {
    const client = await setup({});
    const environment = ['nowhere'];
    await client.countUsers('acme', { ...scope, environment });
    emulator.clearRequests();
    await client.countUsers('acme', scope);
    expect(emulator.requests()).toHaveLength(1);
  });

  describe('tell why they can not be asked for something', () => {
    it('as GlitchTip', async () => {
      const client = await setup({ dialect: 'glitchtip' });
      await client.listIssues('acme', { ...scope, query: '', sort: 'date' });
      const { serverName, limits } = client.capabilities;
      expect(serverName).toBe('GlitchTip');
      expect(limits.eventTrend).toMatch(/GlitchTip .* over time/);
      expect(limits.sorts).toMatch(/GlitchTip sorts/);
    });

    it('as a Sentry of old age, once that is found out', async () => {
      let now = Date.now();
      const client = await setup({ dialect: 'self-hosted' }, () => now);
      expect(client.capabilities).toMatchObject({
        server: 'sentry',
        serverName: 'Sentry',
        eventTrend: true,
        limits: {},
      });
      await expect(client.eventTrend('acme', scope)).resolves.toBeUndefined();
      // Nothing else is known of the organization: it may be that which is not there.
      expect(client.capabilitiesOf('acme').eventTrend).toBe(true);
      await client.countUsers('acme', scope);
      expect(client.capabilitiesOf('acme')).toMatchObject({
        eventTrend: false,
        users: true,
        limits: { eventTrend: expect.stringContaining('too old') },
      });
      emulator.clearRequests();
      await client.eventTrend('acme', scope);
      expect(asked()).toEqual([]);
      // Of another organization it says nothing.
      expect(client.capabilitiesOf('acme-labs').eventTrend).toBe(true);
      await client.eventTrend('acme-labs', { ...scope, project: ['21'] });
      expect(asked()).toHaveLength(1);
      now += 10 * 60_000 + 1;
      expect(client.capabilitiesOf('acme')).toMatchObject({
        eventTrend: true,
        limits: {},
      });
    });

    it.each([
      ['of an organization that the gateway does not know', 'nobody', {}],
      ['of a plan', 'acme', { without: ['events-timeseries', 'events'] }],
    ] satisfies [string, string, EmulatorOptions][])(
      'but take no empty 404 %s for old age',
      async (_, organization, options) => {
        const client = await setup(options);
        await client
          .listIssues('acme', { ...scope, query: '', sort: 'date' })
          .catch(() => undefined);
        await client.eventTrend(organization, scope);
        await client.countUsers(organization, scope);
        expect(client.capabilitiesOf(organization)).toMatchObject({
          eventTrend: true,
          users: true,
          limits: {},
        });
        // It is not asked for over and over all the same.
        emulator.clearRequests();
        await client.eventTrend(organization, scope);
        expect(asked()).toEqual([]);
      },
    );

    it('of an order that is not known, once', async () => {
      const client = await setup({ dialect: 'self-hosted' });
      const ask = (sort: string) =>
        client.listIssues('acme', { ...scope, query: '', sort });
      const problem = {
        code: 'QUERY_INVALID',
        message: 'This Sentry is too old to sort issues by recommended.',
        action: 'Choose another order: date, new, freq, user, trends.',
      };
      await expect(ask('recommended')).rejects.toMatchObject(problem);
      await expect(ask('recommended')).rejects.toMatchObject(problem);
      expect(asked()).toEqual([`400 ${LIST}`]);
      await expect(ask('trends')).resolves.toBeDefined();
    });

    it('of an order that only newer ones have', async () => {
      const client = await setup({});
      // As a Sentry from before there were trends says it.
      emulator.addFault({
        path: LIST,
        status: 400,
        detail: "Sort key 'trends' not supported.",
      });
      await expect(
        client.listIssues('acme', { ...scope, query: '', sort: 'trends' }),
      ).rejects.toMatchObject({ code: 'QUERY_INVALID' });
      expect(client.capabilities).toMatchObject({
        sorts: ['date', 'new', 'freq', 'user', 'recommended'],
        limits: { sorts: expect.stringContaining('sort issues by trends') },
      });
    });

    it('but take no missing organization for a missing endpoint', async () => {
      const client = await setup({});
      await expect(client.eventTrend('nobody', scope)).resolves.toBeUndefined();
      expect(client.capabilitiesOf('nobody').eventTrend).toBe(true);
    });
  });

  it.each<[string, number, EmulatorOptions]>([
    ['a Sentry without the endpoint', 404, { without: ['issues-count'] }],
    ['GlitchTip', 200, { dialect: 'glitchtip' }],
  ])(
    'are not asked query by query for counts that are worth one call: %s',
    async (_what, status, options) => {
      const client = await setup(options);
      const queries = ['is:unresolved', 'project:shop-web is:unresolved'];
      await expect(
        client.countIssues('acme', { ...scope, queries, inOneCall: true }),
      ).resolves.toEqual([{ capped: false }, { capped: false }]);
      expect(asked()).toEqual([
        `${status} /api/0/organizations/acme/issues-count/`,
      ]);
    },
  );
});
