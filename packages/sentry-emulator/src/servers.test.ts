import { addUserToken, put } from './__testUtils__/api';
import { call } from './__testUtils__/call';
import { startEmulator } from './emulator';
import { captureWithSdk } from './sdk/capture';
import type { Emulator } from './types/Emulator';
import type {
  EmulatorFeature,
  EmulatorOptions,
  EmulatorToken,
} from './types/options';
import { defaultWorld, demoToken } from './world';
import request from 'supertest';

describe('the dialect self-hosted', () => {
  const organization = '/api/0/organizations/acme';

  describe('an older self-hosted Sentry', () => {
    let emulator: Emulator;
    beforeAll(async () => {
      emulator = await startEmulator({ port: 0, dialect: 'self-hosted' });
      await captureWithSdk({
        dsn: emulator.dsn('acme', 'shop-web'),
        events: [{ type: 'TypeError', value: 'no cart' }],
      });
    });
    afterAll(() => emulator.close());

    it('takes numbers for projects, and no slugs', async () => {
      const byId = await call(emulator, `${organization}/issues/?project=11`);
      expect([byId.status, byId.body.length]).toEqual([200, 1]);
      const all = await call(emulator, `${organization}/issues/?project=-1`);
      expect(all.status).toBe(200);
      const bySlug = await call(
        emulator,
        `${organization}/issues/?project=11&project=checkout`,
      );
      expect([bySlug.status, bySlug.body]).toEqual([
        400,
        { detail: 'Invalid project parameter. Values must be numbers.' },
      ]);
    });

    it('has neither the sort nor the event called recommended', async () => {
      const list = `${organization}/issues/`;
      const sorted = await call(emulator, `${list}?sort=recommended`);
      expect(sorted.status).toBe(400);
      const [{ id }] = (await call(emulator, list)).body;
      const status = async (event: string) =>
        (await call(emulator, `${list}${id}/events/${event}/`)).status;
      expect(await status('recommended')).toBe(404);
      expect(await status('latest')).toBe(200);
    });

    it('does not know of events over time, of regions, or of rate limits', async () => {
      const series = await call(
        emulator,
        `${organization}/events-timeseries/?yAxis=count()`,
      );
      expect(series.status).toBe(404);
      expect(Object.keys(series.headers).join()).not.toContain('rate-limit');
      const regions = await call(emulator, '/api/0/users/me/regions/');
      expect(regions.status).toBe(404);
      const { body } = await call(emulator, `${organization}/?detailed=0`);
      expect(body.links.regionUrl).toBe('');
      const counts = await call(
        emulator,
        `${organization}/issues-count/?query=`,
      );
      expect(counts.body).toEqual({ '': 1 });
    });

    it('refuses a token without the scope and does not say which it wants', async () => {
      const remove = emulator.addToken({
        token: 'narrow',
        scopes: ['org:read'],
        organizations: ['acme'],
      });
      const refused = await call(emulator, `${organization}/issues/`, 'narrow');
      remove();
      expect(refused.status).toBe(403);
      expect(refused.headers).not.toHaveProperty('www-authenticate');
    });
  });

  it('a server lacks what `without` names', async () => {
    const emulator = await startEmulator({
      port: 0,
      without: ['issues-count', 'events'],
    });
    const status = async (path: string) =>
      (await call(emulator, `${organization}/${path}`)).status;
    expect(await status('issues-count/?query=')).toBe(404);
    expect(await status('events/?field=count()')).toBe(404);
    expect(await status('issues/')).toBe(200);
    await emulator.close();
  });

  describe('what belongs to triage and release health', () => {
    const paths = [
      `${organization}/members/`,
      `${organization}/releases/`,
      `${organization}/sessions/?field=sum(session)`,
      `${organization}/shortids/SHOP-WEB-1/`,
      `${organization}/teams/`,
      '/api/0/projects/acme/shop-web/teams/',
      `/api/0/projects/acme/shop-web/events/${'a'.repeat(32)}/attachments/`,
      `/api/0/projects/acme/shop-web/events/${'a'.repeat(32)}/committers/`,
    ];
    const statuses = async (options: EmulatorOptions) => {
      const emulator = await startEmulator({ port: 0, ...options });
      await captureWithSdk({
        dsn: emulator.dsn('acme', 'shop-web'),
        events: [{ error: new Error('a'), eventId: 'a'.repeat(32) }],
      });
      emulator.addRelease('acme', { version: '1.0.0', projects: ['shop-web'] });
      const token = addUserToken(emulator, '501', 'member:read');
      const answers = await Promise.all(
        paths.map(path => call(emulator, path, token)),
      );
      await emulator.close();
      return answers.map(({ status, body }) => body.detail ?? status);
    };

    it.each(['sentry', 'self-hosted'] as const)(
      'is there in %s',
      async dialect => {
        expect(await statuses({ dialect })).toEqual([
          200,
          200,
          200,
          200,
          200,
          200,
          200,
          'Release not found',
        ]);
      },
    );

    it('is missing where it is taken away', async () => {
      const without: EmulatorFeature[] = [
        'attachments',
        'committers',
        'members',
        'releases',
        'sessions',
        'shortids',
        'teams',
      ];
      expect(await statuses({ without })).toEqual(paths.map(() => 404));
    });
  });
});

describe('the option basePath', () => {
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
      expect(emulator.requests()).toMatchObject([
        { path: issues, status: 200 },
      ]);
    });
  });

  it('refuses a base path that ends with a slash', async () => {
    await expect(startEmulator({ port: 0, basePath: '/x/' })).rejects.toThrow(
      'basePath',
    );
  });
});

describe('the option regionUrl', () => {
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
});

describe('the option rateLimits', () => {
  const organization = '/api/0/organizations/acme';

  /** Ends what was counted: windows are of real time. */
  function passWindow() {
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 10_000);
  }

  describe('the rate limits of Sentry', () => {
    let emulator: Emulator;
    let issue: string;
    beforeEach(async () => {
      emulator = await startEmulator({ port: 0, rateLimits: true });
      await captureWithSdk({
        dsn: emulator.dsn('acme', 'shop-web'),
        events: [{ error: new Error('a') }],
      });
      const [{ id }] = emulator.issues('acme', 'shop-web');
      issue = `${organization}/issues/${id}/`;
      const now = Date.now();
      // All in one window.
      jest.spyOn(Date, 'now').mockReturnValue(now);
    });
    afterEach(async () => {
      jest.mocked(Date.now).mockRestore();
      await emulator.close();
    });

    const statuses = async (path: string, times: number, token?: string) => {
      const all: number[] = [];
      for (let i = 0; i < times; i++) {
        all.push((await call(emulator, path, token)).status);
      }
      return all;
    };
    const answered = (all: number[]) => all.filter(status => status === 200);

    it.each<[what: string, path: () => string, limit: number]>([
      ['counts', () => `${organization}/issues-count/?query=`, 10],
      ['an issue', () => issue, 5],
      ['its tags', () => `${issue}tags/`, 5],
      ['its events', () => `${issue}events/latest/`, 15],
      ['a list', () => `${organization}/issues/`, 40],
    ])('refuses %s beyond that of the endpoint', async (_, path, limit) => {
      const all = await statuses(path(), limit + 2);
      expect(answered(all)).toHaveLength(limit);
      expect(all.slice(-2)).toEqual([429, 429]);
      passWindow();
      expect(await statuses(path(), 1)).toEqual([200]);
    });

    it('refuses as Sentry does, in JSON that is called HTML, without Retry-After', async () => {
      await statuses(issue, 5);
      const { headers, text } = await call(emulator, issue);
      expect(headers['content-type']).toContain('text/html');
      expect(headers).not.toHaveProperty('retry-after');
      expect(headers).toMatchObject({
        'x-sentry-rate-limit-limit': '5',
        'x-sentry-rate-limit-remaining': '0',
        'x-sentry-rate-limit-reset': String(Math.floor(Date.now() / 1000) + 1),
      });
      expect(JSON.parse(text)).toEqual({
        detail:
          'You are attempting to use this endpoint too frequently. Limit is 5 requests in 1 seconds',
      });
    });

    it('counts methods and endpoints apart, and all without a limit of their own together', async () => {
      await statuses(issue, 6);
      expect((await put(emulator, issue, { status: 'resolved' })).status).toBe(
        200,
      );
      expect(await statuses(`${issue}tags/`, 1)).toEqual([200]);
      await statuses(`${organization}/issues/`, 39);
      expect(await statuses(`${organization}/projects/`, 2)).toEqual([
        200, 429,
      ]);
    });

    it('counts all tokens of a user together, and others apart', async () => {
      const one = addUserToken(emulator, '501');
      const another = addUserToken(emulator, '501', 'member:read');
      await statuses(issue, 3, one);
      expect(await statuses(issue, 3, another)).toEqual([200, 200, 429]);
      expect(await statuses(issue, 1, addUserToken(emulator, '502'))).toEqual([
        200,
      ]);
    });

    it('counts an integration by its organization', async () => {
      const tokens = ['first', 'second'].map(token => {
        emulator.addToken({
          token,
          kind: 'internal-integration',
          scopes: ['event:read'],
          organizations: ['acme'],
        });
        return token;
      });
      await statuses(issue, 5, tokens[0]);
      expect(await statuses(issue, 1, tokens[1])).toEqual([429]);
    });

    it('spares a token without limits', async () => {
      emulator.addToken({
        token: 'unlimited',
        isUnlimited: true,
        scopes: ['event:read'],
        organizations: ['acme'],
      });
      expect(answered(await statuses(issue, 8, 'unlimited'))).toHaveLength(8);
    });
  });

  it('shows the usual limit and refuses nothing unless it is asked to', async () => {
    const emulator = await startEmulator({ port: 0 });
    const path = `${organization}/issues-count/?query=`;
    for (let i = 0; i < 12; i++) {
      const { status, headers } = await call(
        emulator,
        path,
        demoToken('default'),
      );
      expect([status, headers['x-sentry-rate-limit-limit']]).toEqual([
        200,
        '40',
      ]);
    }
    await emulator.close();
  });
});
