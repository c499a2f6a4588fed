import { inspect } from 'node:util';
import {
  defaultWorld,
  demoToken,
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { createTestClient } from '../../__testUtils__/testClient';
import { TokenCredentials } from '../../credentials/static';
import { allowLoopbackFetch } from '../../testUtils';
import { createSentryClient } from '../createSentryClient';
import { indexSchema } from './call';

describe('what a client learns of its server and token', () => {
  allowLoopbackFetch();

  let emulator: Emulator | undefined;
  afterEach(() => emulator?.close());

  async function setup(options: EmulatorOptions = {}) {
    emulator = await startEmulator({ port: 0, ...options });
    const { http } = createTestClient({ baseUrl: emulator.url });
    const credentials = new TokenCredentials({
      token: demoToken('default'),
    });
    return createSentryClient({ http, credentials });
  }

  it('is the scopes that the token holds', async () => {
    const client = await setup();
    const index = await client.getIndex();
    expect(index.version).toBe('0');
    expect([...(index.scopes ?? [])].sort()).toEqual([
      'event:read',
      'org:read',
      'project:read',
    ]);
    expect(emulator?.requests()).toMatchObject([{ path: '/api/0/' }]);
  });

  it('is never the token, which GlitchTip repeats, nor an e-mail address', async () => {
    const client = await setup({ dialect: 'glitchtip' });
    const index = await client.getIndex();
    const shown = inspect(index, { depth: 9 });
    expect(shown).not.toContain(demoToken('default'));
    expect(shown).not.toContain('@');
  });

  it('is the organization, without the projects in it', async () => {
    const client = await setup();
    await expect(client.getOrganization('acme')).resolves.toMatchObject({
      slug: 'acme',
      name: expect.any(String),
    });
    expect(emulator?.requests()).toMatchObject([
      { path: '/api/0/organizations/acme/', query: 'detailed=0' },
    ]);
  });

  it('is where the organization lives', async () => {
    const world = defaultWorld();
    const home = await startEmulator({ port: 0, without: ['control'] });
    world.organizations[0].regionUrl = home.url;
    const client = await setup({ world });
    await expect(client.getOrganization('acme')).resolves.toHaveProperty(
      'regionUrl',
      home.url,
    );
    await home.close();
  });

  it('has no region where the server sends an empty one', async () => {
    const client = await setup({ dialect: 'self-hosted' });
    expect(await client.getOrganization('acme')).not.toHaveProperty(
      'regionUrl',
    );
  });

  it('is the organizations that the token reaches', async () => {
    const client = await setup();
    const { items } = await client.listOrganizations();
    expect(items.map(({ slug }) => slug).sort()).toEqual(['acme', 'acme-labs']);
  });

  it('is a problem that names the address where the server has no such endpoint', async () => {
    const client = await setup({ without: ['control'] });
    await expect(client.getIndex()).rejects.toMatchObject({
      code: 'UPSTREAM_UNEXPECTED',
      action: expect.stringContaining('baseUrl'),
    });
  });

  it('is what is left of the rate limit, once Sentry sent it', async () => {
    const client = await setup();
    expect(client.rateLimit).toBeUndefined();
    await client.listProjects('acme', {});
    const { limit, remaining, resetsAt } = client.rateLimit!;
    expect(remaining).toBeLessThan(limit);
    expect(resetsAt).toBeGreaterThan(Date.UTC(2020));
  });

  it('is undefined where the server sends no rate limit', async () => {
    const client = await setup({ dialect: 'self-hosted' });
    await client.listProjects('acme', {});
    expect(client.rateLimit).toBeUndefined();
  });
});

describe('indexSchema', () => {
  it.each([
    ['Ada', { id: '1', name: 'Ada' }],
    ['ada@example.com', { id: '1' }],
  ])('takes over the name of a user who is named %s', (name, expected) => {
    expect(indexSchema.parse({ user: { id: 1, name } }).user).toEqual(expected);
  });
});
