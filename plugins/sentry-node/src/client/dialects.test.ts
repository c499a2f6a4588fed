import {
  demoToken,
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { createTestClient } from '../__testUtils__/testClient';
import { TokenCredentials } from '../credentials/TokenCredentials';
import { allowLoopbackFetch } from '../testUtils';
import { DefaultSentryClient } from './DefaultSentryClient';

const LIST = '/api/0/organizations/acme/issues/';
const scope = { project: ['11'], statsPeriod: '24h' };

describe('servers that are not quite Sentry', () => {
  allowLoopbackFetch();

  let emulator: Emulator;
  afterEach(() => emulator.close());

  async function setup(options: EmulatorOptions, now?: () => number) {
    emulator = await startEmulator({ port: 0, ...options });
    const { http } = createTestClient({ baseUrl: emulator.url, now });
    const token = demoToken('default');
    const credentials = TokenCredentials.create({ token });
    return DefaultSentryClient.create({ http, credentials });
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
    expect(asked()).toEqual([`422 ${LIST}`, `200 ${LIST}`, `200 ${LIST}`]);
    expect(sorts()).toEqual(['date', '-last_seen', '-last_seen']);
    expect(client.capabilities).toMatchObject({
      server: 'glitchtip',
      sorts: ['date', 'new', 'freq'],
      statsPeriod: false,
      users: false,
    });
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
    expect(asked()).toEqual([`200 ${LIST}`, `200 ${LIST}`]);
  });

  it('are told apart in the problem of an order that they lack', async () => {
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
    now += 10 * 60_000;
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
});
