import {
  defaultWorld,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient, TEST_TOKEN } from '../../__testUtils__/testClient';
import { allowLoopbackFetch } from '../../testUtils';

const token = {
  token: TEST_TOKEN,
  scopes: ['event:read', 'org:read', 'project:read'],
  organizations: ['acme', 'acme-eu'],
};

/** A configured server, and one of its organizations in a region of its own. */
describe('an organization in a region', () => {
  allowLoopbackFetch();

  let home: Emulator;
  let region: Emulator;
  let now: number;
  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1);
    region = await startEmulator({ port: 0, without: ['control'] });
    const world = defaultWorld();
    world.organizations[2].regionUrl = region.url;
    home = await startEmulator({ port: 0, world });
    home.addToken(token);
    region.addToken(token);
  });
  afterEach(async () => {
    await home.close();
    await region.close();
  });

  const setup = (retries = 0) =>
    createTestClient({
      baseUrl: home.url,
      client: { retries },
      now: () => now,
    });
  const pathsAt = (emulator: Emulator) =>
    emulator.requests().map(({ path }) => path);

  const ORGANIZATION = '/api/0/organizations/acme-eu/';
  const PROJECTS = `${ORGANIZATION}projects/`;

  it('is asked for through the configured server until that says where it lives, then there', async () => {
    const { client } = setup();
    await client.listProjects('acme-eu', {});
    expect(pathsAt(home)).toEqual([PROJECTS]);
    await client.getOrganization('acme-eu');
    home.clearRequests();
    region.clearRequests();
    const { items } = await client.listProjects('acme-eu', {});
    expect(items.map(({ slug }) => slug)).toContain('billing');
    expect(pathsAt(home)).toEqual([]);
    expect(pathsAt(region)).toEqual([PROJECTS]);
  });

  it('is known from the details of a project, too, at the price of no request', async () => {
    const { client } = setup();
    await client.getProject('acme-eu', 'billing');
    home.clearRequests();
    await client.listProjects('acme-eu', {});
    expect(pathsAt(home)).toEqual([]);
  });

  it('leaves the other organizations, the token and the lists of organizations where they are', async () => {
    const { client } = setup();
    await client.getOrganization('acme-eu');
    region.clearRequests();
    await client.listProjects('acme', {});
    await client.getIndex();
    await client.listOrganizations();
    await client.getOrganization('acme-eu');
    expect(pathsAt(region)).toEqual([ORGANIZATION]);
    expect(pathsAt(home).slice(-4)).toEqual([
      '/api/0/organizations/acme/projects/',
      '/api/0/',
      '/api/0/organizations/',
      ORGANIZATION,
    ]);
  });

  it('is named by its own host in problems', async () => {
    const { client } = setup();
    await client.getOrganization('acme-eu');
    region.addFault({ path: PROJECTS, status: 429 });
    const { host } = new URL(region.url);
    await expect(client.listProjects('acme-eu', {})).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringContaining(host),
    });
  });

  it('is asked for through the configured server for a while, where its own can not be reached from here', async () => {
    const { client, logger } = setup();
    await client.getOrganization('acme-eu');
    const { port } = new URL(region.url);
    await region.close();
    // Not from Backstage, though the configured server would.
    home.addFault({ path: PROJECTS, status: 400 });
    await expect(client.listProjects('acme-eu', {})).rejects.toMatchObject({
      code: 'QUERY_INVALID',
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);

    region = await startEmulator({
      port: Number(port),
      without: ['control'],
    });
    region.addToken(token);
    home.clearFaults();
    home.clearRequests();
    await client.listProjects('acme-eu', {});
    expect(pathsAt(home)).toEqual([PROJECTS]);
    now += 10 * 60_000;
    home.clearRequests();
    await client.listProjects('acme-eu', {});
    expect(pathsAt(home)).toEqual([]);
  });

  describe('of a server that says', () => {
    let server: LoopbackServer;
    afterEach(() => server.close());

    async function setupServer(regionUrl: string, basePath = '') {
      server = await startLoopbackServer((request, response) =>
        sendJson(
          response,
          request.url?.includes('/projects/')
            ? []
            : { id: '1', slug: 'acme', links: { regionUrl } },
        ),
      );
      const tested = createTestClient({ baseUrl: `${server.url}${basePath}` });
      await tested.client.getOrganization('acme');
      return tested;
    }

    it.each([
      ['another domain', 'https://sentry.example.com'],
      ['another name of this machine', 'http://localhost:1'],
    ])('%s keeps its requests, and the token', async (_, regionUrl) => {
      const { client, logger } = await setupServer(regionUrl);
      await client.listProjects('acme', {});
      await client.getOrganization('acme');
      expect(server.requests).toHaveLength(3);
      expect(logger.info.mock.calls).toEqual([
        [expect.stringContaining(new URL(regionUrl).host)],
      ]);
    });

    it('itself, without the path it lives under, keeps the path', async () => {
      const { client } = await setupServer('', '/sentry');
      await client.listProjects('acme', {});
      expect(server.requests.map(({ url }) => url.split('?')[0])).toEqual([
        '/sentry/api/0/organizations/acme/',
        '/sentry/api/0/organizations/acme/projects/',
      ]);
    });
  });

  it('that shows a web page, as behind a login, is asked for at home', async () => {
    const page = await startLoopbackServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html>Sign in</html>');
    });
    const server = await startLoopbackServer((request, response) =>
      sendJson(
        response,
        request.url?.includes('/projects/')
          ? []
          : { id: '1', slug: 'acme', links: { regionUrl: page.url } },
      ),
    );
    const { client } = createTestClient({
      baseUrl: server.url,
      client: { retries: 0 },
    });
    await client.getOrganization('acme');
    await expect(client.listProjects('acme', {})).resolves.toEqual({
      items: [],
    });
    expect(page.requests).toHaveLength(1);
    await client.listProjects('acme', {});
    expect(page.requests).toHaveLength(1);
    await server.close();
    await page.close();
  });
});
