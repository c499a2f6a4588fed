import request from 'supertest';
import { call, listIssues } from '../__testUtils__/call';
import { startEmulator } from '../emulator';
import { captureWithSdk } from '../sdk/capture';
import { demoToken } from '../world';
import type { Emulator } from '../types/Emulator';

const now = Date.UTC(2026, 10, 21, 12);
const day = 86_400_000;
const cart = 'TypeError: no cart';
const far = 'RangeError: too far';
const stock = 'Error: stock';

describe('GlitchTip', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({
      port: 0,
      clock: () => now,
      dialect: 'glitchtip',
    });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [
        {
          type: 'TypeError',
          value: 'no cart',
          time: now - 10 * day,
          user: '1',
          release: 'shop@1',
          tags: { area: 'eu-west' },
        },
        { type: 'TypeError', value: 'no cart', time: now - day / 2 },
        {
          type: 'RangeError',
          value: 'too far',
          time: now - 3 * day,
          environment: 'staging',
          level: 'fatal',
          eventId: 'b'.repeat(32),
        },
      ],
    });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'checkout'),
      events: [{ type: 'Error', value: 'stock', time: now - day }],
    });
    emulator.addToken({
      token: 'writer',
      scopes: ['event:read', 'event:write'],
      organizations: ['acme'],
      user: '501',
    });
    emulator.addToken({
      token: 'wide',
      scopes: ['project:releases', 'team:read', 'member:read'],
      organizations: ['acme'],
      user: '501',
    });
  });
  afterAll(() => emulator.close());
  afterEach(() => emulator.clearFaults());

  const list = (params: Record<string, string> = {}) =>
    listIssues(emulator, params);
  const titles = async (params: Record<string, string> = {}) =>
    (await list(params)).body.map(({ title }: { title: string }) => title);
  const idOf = async (query: string) => (await list({ query })).body[0].id;
  const put = (path: string, body: object, token = 'writer') =>
    request(emulator.url)
      .put(path)
      .set('Authorization', `Bearer ${token}`)
      .send(body);

  describe('finds issues', () => {
    it.each([
      [{}, [cart, stock, far]],
      [{ statsPeriod: '1h' }, [cart, stock, far]],
      [{ collapse: 'stats', groupStatsPeriod: 'auto' }, [cart, stock, far]],
      [{ sort: 'last_seen' }, [far, stock, cart]],
      [{ sort: '-first_seen' }, [stock, far, cart]],
      [{ sort: '-count' }, [cart, stock, far]],
      [{ project: '12' }, [stock]],
      [{ project: '999' }, []],
      [{ start: 'now-4d' }, [stock, far]],
      [{ end: '2026-11-15T00:00:00' }, [cart]],
      [{ environment: 'staging' }, [far]],
      [{ environment: 'nowhere' }, []],
      [{ query: 'level:fatal' }, [far]],
      [{ query: '!level:fatal' }, []],
      [{ query: 'has:area cart' }, [cart]],
      [{ query: 'area:"eu-west"' }, [cart]],
      [{ query: 'project:shop-web' }, []],
      [{ query: 'is:new' }, []],
      [{ query: 'is:unresolved stock' }, [stock]],
      [{ query: 'is:archived' }, []],
      [{ query: 'tock' }, []],
      [{ query: 'sto*' }, [stock]],
      [{ query: 'stock is:resolved' }, []],
      [{ query: "'eu west' OR area:eu-west" }, []],
      [{ query: 'area:"eu-west" "cart"' }, [cart]],
      [{ query: 'user.id:1' }, [cart]],
      [{ query: 'timesSeen:>0' }, []],
      [{ query: 'is:[resolved,unresolved]' }, []],
    ])('for %j', async (params, expected) => {
      expect(await titles({ ...params })).toEqual(expected);
    });

    it('by the id of an event', async () => {
      const { body, headers } = await list({ query: 'b'.repeat(32) });
      expect(headers['x-sentry-direct-hit']).toBe('1');
      expect(body).toMatchObject([
        { title: far, matchingEventId: 'b'.repeat(32) },
      ]);
    });

    it('of one project', async () => {
      const path = '/api/0/projects/acme/checkout/issues/';
      expect((await call(emulator, path)).body).toHaveLength(1);
    });
  });

  it.each([
    [{ sort: 'date' }, ['query', 'sort'], 'literal_error'],
    [
      { project: 'checkout' },
      ['query', 'filters', 'project', 0],
      'int_parsing',
    ],
    [{ limit: 'x' }, ['query', 'limit'], 'int_parsing'],
  ])('answers 422 with a list to %j', async (params, loc, type) => {
    const { status, body } = await list({ ...params });
    expect(status).toBe(422);
    expect(body).toEqual({
      detail: [expect.objectContaining({ type, loc, msg: expect.any(String) })],
    });
  });

  it.each(["can't", '"open', 'lone \\', 'a\0b'])(
    'breaks on the search %j',
    async query => {
      const { status, headers } = await list({ query });
      expect([status, headers['content-type']]).toEqual([
        500,
        expect.stringContaining('text/html'),
      ]);
    },
  );

  it.each([`it\\'s`, `"it's"`])('takes the search %j', async query => {
    expect((await list({ query })).status).toBe(200);
  });

  it('has its own fields of an issue, and none that only Sentry has', async () => {
    const { body } = await list({ query: 'no cart' });
    const [issue] = body;
    expect(issue).toMatchObject({
      count: '2',
      userCount: 0,
      level: 'error',
      status: 'unresolved',
      stats: { '24h': [] },
      logger: null,
      project: { id: '11', slug: 'shop-web' },
      permalink: `${emulator.url}/shop-web/issues/${issue.id}`,
    });
    for (const field of [
      'annotations',
      'assignedTo',
      'filtered',
      'hasSeen',
      'inbox',
      'isPublic',
      'isUnhandled',
      'issueCategory',
      'issueType',
      'lifetime',
      'platform',
      'priority',
      'substatus',
    ]) {
      expect(issue).not.toHaveProperty(field);
    }
  });

  it('walks all pages by a Link header as Python writes it', async () => {
    const first = await list({ limit: '2' });
    expect(first.headers['x-hits']).toBe('3');
    expect(first.headers['x-max-hits']).toBe('1000');
    expect(first.headers.link).toMatch(
      /^\{'<[^>]+>; rel="previous"; results="false", <[^>]+>; rel="next"; results="true"; cursor="[A-Za-z0-9+/]+=*"'\}$/,
    );
    const cursor = /cursor="([^"]+)"'/.exec(first.headers.link)?.[1] ?? '';
    const second = await list({ limit: '2', cursor });
    expect(second.body).toMatchObject([{ title: far }]);
    expect(second.headers.link).toMatch(/rel="next"; results="false"'\}$/);
    expect(second.headers.link).toContain('rel="previous"; results="true"');
  });

  it('details an issue only without the organization', async () => {
    const id = await idOf('stock');
    const { body } = await call(emulator, `/api/0/issues/${id}/`);
    expect(body).toMatchObject({ id, title: stock });
    const path = `/api/0/organizations/acme/issues/${id}/`;
    expect((await call(emulator, path)).status).toBe(405);
    const byShortId = await call(emulator, `/api/0/issues/${body.shortId}/`);
    expect(byShortId.text).toContain('<title>GlitchTip</title>');
  });

  it('hides issues of other organizations', async () => {
    const id = await idOf('stock');
    const path = `/api/0/issues/${id}/`;
    const hidden = await call(emulator, path, demoToken('eu'));
    expect([hidden.status, hidden.body]).toEqual([
      404,
      { detail: 'Not Found' },
    ]);
  });

  it('has the latest event of an issue, those by id, and no other', async () => {
    const events = `/api/0/issues/${await idOf('no cart')}/events/`;
    const { body } = await call(emulator, `${events}latest/`);
    expect(body.entries.map(({ type }: { type: string }) => type)).toContain(
      'exception',
    );
    expect(body).not.toHaveProperty('occurrence');
    const byId = await call(emulator, `${events}${body.previousEventID}/`);
    expect(byId.body.nextEventID).toBe(body.eventID);
    expect((await call(emulator, events)).body).toHaveLength(2);
    const rows = (await call(emulator, events)).body;
    expect(rows[0]).toMatchObject({ event_id: body.eventID });
    for (const name of ['oldest', 'recommended']) {
      const answer = await call(emulator, `${events}${name}/`);
      expect([answer.status, answer.body.detail]).toEqual([
        422,
        [
          expect.objectContaining({
            type: 'uuid_parsing',
            ctx: expect.anything(),
          }),
        ],
      ]);
    }
  });

  it('changes the status and nothing else', async () => {
    const id = await idOf('stock');
    const path = `/api/0/organizations/acme/issues/${id}/`;
    expect((await put(path, { status: 'resolved' })).body).toMatchObject({
      id,
      status: 'resolved',
      shortId: expect.any(String),
      user_count: 0,
      status_details: {},
    });
    expect(await titles({ query: 'is:resolved' })).toEqual([stock]);
    await put(`/api/0/issues/${id}/`, { status: 'ignored' });
    expect(await titles({ query: 'is:ignored' })).toEqual([stock]);
    await put(`/api/0/organizations/acme/issues/?id=${id}`, {
      status: 'unresolved',
    });
    expect(await titles({ query: 'is:unresolved stock' })).toEqual([stock]);
    const all = '/api/0/organizations/acme/issues/';
    expect((await put(`${all}?id=${id}`, { priority: 'low' })).body).toEqual({
      status: null,
      merge: null,
    });
    expect((await put(path, { assignedTo: 'user:501' })).status).toBe(500);
    expect((await put(path, { status: 'archived' })).status).toBe(422);
    // Without ids the search says which.
    await put(`${all}?query=stock`, { status: 'resolved' });
    expect(await titles({ query: 'is:resolved' })).toEqual([stock]);
    await put(path, { status: 'unresolved' });
    const reader = await put(
      path,
      { status: 'resolved' },
      demoToken('default'),
    );
    expect([reader.status, reader.body]).toEqual([
      403,
      { detail: 'Permission denied' },
    ]);
  });

  it.each([
    ['organizations/acme/issues-count/?query=', 200],
    ['organizations/acme/issues/SHOP-WEB-1/', 200],
    ['projects/acme/shop-web/events/1/committers/', 200],
    ['settings/', 200],
    ['organizations/acme/events/?field=count()', 404],
    ['organizations/acme/events-timeseries/', 404],
    ['organizations/acme/sessions/', 404],
  ])('has no %s, and says so by a page with %d', async (path, expected) => {
    for (const token of [demoToken('default'), 'unknown']) {
      const { status, headers } = await call(emulator, `/api/0/${path}`, token);
      expect([status, headers['content-type']]).toEqual([
        expected,
        expect.stringContaining('text/html'),
      ]);
    }
  });

  it('pages among issues of one count no further than a hundred', async () => {
    const many = await startEmulator({
      port: 0,
      clock: () => now,
      dialect: 'glitchtip',
    });
    await captureWithSdk({
      dsn: many.dsn('acme', 'shop-web'),
      events: Array.from({ length: 150 }, (_, index) => ({
        type: 'Error',
        value: `number ${index}`,
        time: now - index,
      })),
    });
    const pages: string[][] = [];
    let cursor = '';
    for (let page = 0; page < 6; page += 1) {
      const { body, headers } = await listIssues(many, {
        sort: '-count',
        limit: '40',
        ...(cursor && { cursor }),
      });
      pages.push(body.map(({ id }: { id: string }) => id));
      const next = /rel="next".*cursor="([^"]+)"/.exec(headers.link)?.[1];
      cursor = next ?? '';
    }
    await many.close();
    expect(pages.slice(0, 3).map(({ length }) => length)).toEqual([40, 40, 40]);
    // From 100 on, and the same again without end.
    expect(pages[3]).toEqual(pages[4]);
    expect(pages[3]).toHaveLength(40);
  });

  it('has trends of issues apart from their list', async () => {
    const id = await idOf('no cart');
    const path = `/api/0/organizations/acme/issues-stats/?groups=${id}`;
    const day24 = await call(emulator, path);
    expect(day24.body).toEqual([
      expect.objectContaining({
        id,
        count: '2',
        userCount: 2,
        stats: { '24h': [[expect.any(Number), 1]], '14d': null },
      }),
    ]);
    const days = await call(emulator, `${path}&statsPeriod=14d`);
    expect(days.body[0].stats['14d']).toHaveLength(2);
    expect((await call(emulator, `${path}&statsPeriod=7d`)).status).toBe(422);
  });

  it('lists releases and environments of all projects, or by the slug of one', async () => {
    emulator.addRelease('acme', { version: 'pay@2', projects: ['checkout'] });
    const versions = async (path: string) =>
      (await call(emulator, `/api/0/${path}`, 'wide')).body.map(
        ({ version }: { version: string }) => version,
      );
    expect(
      (await versions('organizations/acme/releases/?project=11')).sort(),
    ).toEqual(['pay@2', 'shop@1']);
    expect(await versions('projects/acme/shop-web/releases/')).toEqual([
      'shop@1',
    ]);
    const names = async (path: string) =>
      (await call(emulator, `/api/0/${path}environments/`)).body.map(
        ({ name }: { name: string }) => name,
      );
    expect((await names('organizations/acme/')).sort()).toEqual([
      'production',
      'production',
      'staging',
    ]);
    expect(await names('projects/acme/checkout/')).toEqual(['production']);
    const unscoped = await call(
      emulator,
      '/api/0/projects/acme/shop-web/releases/',
    );
    expect(unscoped.status).toBe(403);
  });

  it('knows projects by slug, and organizations of others not at all', async () => {
    for (const path of ['projects/acme/11/', 'organizations/acme-eu/']) {
      const { status, body } = await call(emulator, `/api/0/${path}`);
      expect([status, body]).toEqual([404, { detail: 'Not Found' }]);
    }
  });

  it.each([
    'organizations/acme/members/',
    'organizations/acme/teams/',
    'projects/acme/shop-web/teams/',
  ])('lists %s', async path => {
    const { status, body } = await call(emulator, `/api/0/${path}`, 'wide');
    expect([status, Array.isArray(body)]).toEqual([200, true]);
  });

  it('knows who asks, and what they comment', async () => {
    const me = await call(emulator, '/api/0/users/me/', 'writer');
    expect(me.body).toMatchObject({ id: '501' });
    const comments = `/api/0/issues/${await idOf('stock')}/comments/`;
    const { status, body } = await request(emulator.url)
      .post(comments)
      .set('Authorization', 'Bearer writer')
      .send({ data: { text: 'Seen.' } });
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({ type: 'note', data: { text: 'Seen.' } }),
    ]);
    expect((await call(emulator, comments)).body).toEqual([body]);
  });

  it('has its pages of issues under the organization', async () => {
    const id = await idOf('stock');
    const page = await request(emulator.url).get(`/acme/issues/${id}`);
    expect([page.status, page.text]).toEqual([
      200,
      expect.stringContaining(stock),
    ]);
    const elsewhere = await request(emulator.url).get(`/checkout/issues/${id}`);
    expect(elsewhere.status).toBe(404);
  });

  it('lists projects, and names no region', async () => {
    const organization = '/api/0/organizations/acme/';
    const { body } = await call(emulator, organization);
    expect(body).toMatchObject({ slug: 'acme' });
    expect(body).not.toHaveProperty('links');
    const projects = await call(emulator, `${organization}projects/`);
    expect(projects.body).toHaveLength(4);
    expect(projects.headers.link).toMatch(/^\{'</);
  });

  it('refuses in a few words, without WWW-Authenticate', async () => {
    for (const token of [null, 'unknown']) {
      const { status, body } = await call(
        emulator,
        '/api/0/organizations/',
        token,
      );
      expect([status, body]).toEqual([401, { detail: 'Unauthorized' }]);
    }
    const notThere = await call(emulator, '/api/0/organizations/nobody/');
    expect(notThere.body).toEqual({ detail: 'Not Found' });
    emulator.addToken({
      token: 'narrow',
      scopes: ['event:read'],
      organizations: ['acme'],
    });
    const narrow = await call(
      emulator,
      '/api/0/organizations/acme/projects/',
      'narrow',
    );
    expect([narrow.status, narrow.body]).toEqual([
      403,
      { detail: 'Permission denied' },
    ]);
    expect(narrow.headers).not.toHaveProperty('www-authenticate');
  });

  it.each(['api-key', 'organization', 'internal-integration'] as const)(
    'knows no tokens of kind %s',
    async kind => {
      const remove = emulator.addToken({
        token: 'other',
        scopes: ['event:read', 'org:read'],
        organizations: ['acme'],
        kind,
      });
      const { status } = await call(emulator, '/api/0/organizations/', 'other');
      const basic = await request(emulator.url)
        .get('/api/0/organizations/')
        .auth('other', '');
      remove();
      expect([status, basic.status]).toEqual([401, 401]);
    },
  );

  it('limits the rate with Retry-After', async () => {
    emulator.addFault({ rateLimit: { limit: 0, windowSeconds: 30 } });
    const { status, body, headers } = await list();
    expect([status, body]).toEqual([429, { message: 'Please retry later' }]);
    expect(headers['retry-after']).toBe('30');
    expect(Object.keys(headers).join()).not.toContain('rate-limit');
  });

  it('has the token among its answers, which the log does not keep', async () => {
    const { body } = await call(emulator, '/api/0/');
    expect(body).toMatchObject({
      version: '0',
      auth: { token: demoToken('default') },
    });
    const unknown = await call(emulator, '/api/0/', 'unknown');
    expect([unknown.status, unknown.body.auth]).toEqual([200, null]);
    expect(JSON.stringify(emulator.requests())).not.toContain(
      demoToken('default'),
    );
  });

  it('has no OAuth', async () => {
    const { status } = await request(emulator.url).post('/oauth/token/');
    expect(status).toBe(404);
  });
});
