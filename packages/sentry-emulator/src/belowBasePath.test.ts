import { call } from './__testUtils__/call';
import { startEmulator } from './emulator';
import { captureWithSdk } from './sdk/capture';
import { defaultWorld } from './world';
import type { Emulator } from './types/Emulator';

const issues = '/api/0/organizations/acme/issues/';

describe('a Sentry below a sub-path', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    const world = defaultWorld();
    world.organizations[0].projects[0].previousSlugs = ['webshop'];
    emulator = await startEmulator({ port: 0, basePath: '/sentry', world });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ type: 'TypeError', value: 'no cart' }],
    });
  });
  afterAll(() => emulator.close());

  it('is found there, with everything that it links to', async () => {
    const { host } = new URL(emulator.url);
    expect(emulator.url).toBe(`http://${host}/sentry`);
    const { body, headers } = await call(emulator, issues);
    expect(body[0].permalink).toBe(
      `http://${host}/sentry/organizations/acme/issues/${body[0].id}/`,
    );
    expect(headers.link).toContain(`<http://${host}/sentry${issues}?`);
    const moved = await call(emulator, '/api/0/projects/acme/webshop/');
    expect(moved.headers.location).toBe(
      '/sentry/api/0/projects/acme/shop-web/',
    );
    const keys = await call(emulator, '/api/0/projects/acme/shop-web/keys/');
    expect(keys.body[0].dsn.public).toBe(emulator.dsn('acme', 'shop-web'));
  });

  it('is a page beside it, and not in the log', async () => {
    emulator.clearRequests();
    const root = { ...emulator, url: new URL(emulator.url).origin };
    const beside = await call(root, issues);
    expect(beside.status).toBe(404);
    expect(beside.headers['content-type']).toContain('text/html');
    expect(emulator.requests()).toEqual([]);
    await call(emulator, issues);
    expect(emulator.requests()).toMatchObject([{ path: issues, status: 200 }]);
  });
});

it('refuses a base path that ends with a slash', async () => {
  await expect(startEmulator({ port: 0, basePath: '/x/' })).rejects.toThrow(
    'basePath',
  );
});
