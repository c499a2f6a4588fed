import request from 'supertest';
import { call } from '../__testUtils__/call';
import { startEmulator } from '../emulator';
import { captureWithSdk } from '../sdk/capture';
import { defaultWorld } from '../world';
import type { Emulator } from '../types/Emulator';
import type { EmulatorToken } from '../types/options';

const organization = '/api/0/organizations/acme-eu/';

const token: EmulatorToken = {
  token: 'planted',
  scopes: ['event:read', 'event:write', 'org:read', 'project:read'],
  organizations: ['acme', 'acme-eu'],
};

describe('an organization that lives on another host', () => {
  let control: Emulator;
  let region: Emulator;
  beforeAll(async () => {
    region = await startEmulator({ port: 0, without: ['control'] });
    const world = defaultWorld();
    world.organizations[2].regionUrl = region.url;
    control = await startEmulator({ port: 0, world });
    region.addToken({ ...token, organizations: ['acme-eu'] });
    control.addToken(token);
    await captureWithSdk({
      dsn: region.dsn('acme-eu', 'billing'),
      events: [{ type: 'Error', value: 'no invoice' }],
    });
  });
  afterAll(async () => {
    await control.close();
    await region.close();
  });

  const get = (emulator: Emulator, path: string) =>
    call(emulator, path, 'planted');

  it('says where, whichever host is asked', async () => {
    for (const host of [control, region]) {
      const { body } = await get(host, `${organization}?detailed=0`);
      expect(body.links.regionUrl).toBe(region.url);
    }
    const here = await get(control, '/api/0/organizations/acme/?detailed=0');
    expect(here.body.links.regionUrl).toBe(control.url);
  });

  it('is listed where it lives, and its host among the regions', async () => {
    const slugs = async (host: Emulator) =>
      (await get(host, '/api/0/organizations/')).body.map(
        ({ slug }: { slug: string }) => slug,
      );
    expect(await slugs(control)).toEqual(['acme']);
    expect(await slugs(region)).toEqual(['acme-eu']);
    const { body } = await get(control, '/api/0/users/me/regions/');
    expect(body.regions.map(({ url }: { url: string }) => url)).toEqual([
      control.url,
      region.url,
    ]);
  });

  it('is answered for by its host when the first one is asked', async () => {
    region.clearRequests();
    const { status, body, headers } = await get(
      control,
      `${organization}issues/?query=is:unresolved`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject([{ title: 'Error: no invoice' }]);
    expect(headers.link).toContain(region.url);
    expect(region.requests()).toEqual([
      {
        method: 'GET',
        path: `${organization}issues/`,
        query: 'query=is:unresolved',
        status: 200,
      },
    ]);
    const project = await get(control, '/api/0/projects/acme-eu/billing/');
    expect(project.body.slug).toBe('billing');
  });

  it('is changed through the first host too', async () => {
    const [{ id }] = (await get(region, `${organization}issues/`)).body;
    const { status } = await request(control.url)
      .put(`${organization}issues/${id}/`)
      .set('Authorization', 'Bearer planted')
      .send({ status: 'resolved' });
    expect(status).toBe(200);
    const issue = await get(region, `${organization}issues/${id}/`);
    expect(issue.body.status).toBe('resolved');
  });

  it('does not describe tokens: only the first host does', async () => {
    expect((await get(control, '/api/0/')).status).toBe(200);
    for (const path of ['/api/0/', '/api/0/users/me/regions/']) {
      expect((await get(region, path)).status).toBe(404);
    }
  });
});

it('a host that is gone is a bad gateway', async () => {
  const region = await startEmulator({ port: 0 });
  const world = defaultWorld();
  world.organizations[2].regionUrl = region.url;
  await region.close();
  const control = await startEmulator({ port: 0, world });
  const { status } = await call(control, organization);
  await control.close();
  expect(status).toBe(502);
});
