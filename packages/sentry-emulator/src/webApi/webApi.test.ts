import request from 'supertest';
import { startEmulator } from '../emulator';
import { captureWithSdk } from '../sdk/capture';
import { call, listIssues } from '../__testUtils__/call';
import { defaultWorld, demoToken } from '../world';
import type { Emulator } from '../types/Emulator';

const now = Date.UTC(2026, 10, 21, 12);
const day = 86_400_000;
const issuesPath = '/api/0/organizations/acme/issues/';

describe('the Web API', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    const world = defaultWorld();
    world.organizations[0].projects[0].previousSlugs = ['webshop'];
    emulator = await startEmulator({ port: 0, clock: () => now, world });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [
        {
          type: 'TypeError',
          value: 'no cart',
          time: now - 10 * day,
          user: '1',
          release: 'shop@1',
        },
        {
          type: 'TypeError',
          value: 'no cart',
          time: now - day / 2,
          user: '2',
          release: 'shop@2',
          tags: { region: 'eu-west' },
        },
        {
          type: 'TypeError',
          value: 'no cart',
          time: now - day / 3,
          user: '2',
          release: 'shop@2',
        },
        {
          type: 'RangeError',
          value: 'too far',
          time: now - 3 * day,
          environment: 'staging',
          unhandled: true,
          level: 'fatal',
        },
        {
          message: 'Slow image',
          time: now - 9 * day,
          level: 'warning',
          eventId: 'b'.repeat(32),
        },
      ],
    });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'checkout'),
      events: [{ type: 'Error', value: 'stock', time: now - day }],
    });
  });
  afterAll(() => emulator.close());
  afterEach(() => {
    emulator.clearFaults();
    emulator.clearRequests();
  });

  const titles = async (params: Record<string, string>) =>
    (await listIssues(emulator, { project: '-1', ...params })).body.map(
      (issue: { title: string }) => issue.title,
    );
  const cart = 'TypeError: no cart';
  const far = 'RangeError: too far';
  const slow = 'Slow image';
  const stock = 'Error: stock';

  describe('accepts', () => {
    it('lists a project the deprecated way, where the period filters nothing', async () => {
      const path = '/api/0/projects/acme/shop-web/issues/';
      const { body } = await call(emulator, `${path}?statsPeriod=14d`);
      const { body: all } = await call(emulator, `${path}?statsPeriod=24h`);
      expect(body).toHaveLength(all.length);
      expect(Object.keys(body[0].stats)).toEqual(['14d']);
      const refused = await call(emulator, `${path}?statsPeriod=30d`);
      expect(refused.status).toBe(400);
    });

    it('no request without a token, and no unknown token', async () => {
      const without = await call(emulator, issuesPath, null);
      expect([without.status, without.body]).toEqual([
        401,
        { detail: 'Authentication credentials were not provided.' },
      ]);
      const unknown = await call(emulator, issuesPath, 'unknown');
      expect([unknown.status, unknown.body]).toEqual([
        401,
        { detail: 'Invalid token' },
      ]);
    });

    it('only with the scope, and names those that would do', async () => {
      const remove = emulator.addToken({
        token: 'narrow',
        scopes: ['org:read'],
        organizations: ['acme'],
      });
      const response = await call(emulator, issuesPath, 'narrow');
      remove();
      expect(response.status).toBe(403);
      expect(response.headers['www-authenticate']).toBe(
        'Bearer error="insufficient_scope", scope="event:admin event:read event:write"',
      );
    });

    it('members only, and says 404 for unknown organizations', async () => {
      const status = async (organization: string, token?: string) =>
        (
          await call(
            emulator,
            `/api/0/organizations/${organization}/issues/`,
            token,
          )
        ).status;
      expect(await status('umbrella')).toBe(403);
      expect(await status('acme', demoToken('eu'))).toBe(403);
      expect(await status('acme-eu', demoToken('eu'))).toBe(200);
      expect(await status('nobody')).toBe(404);
      const nobody = await call(emulator, '/api/0/organizations/nobody/', 'x');
      expect([nobody.status, nobody.text]).toEqual([404, '']);
    });

    it.each([
      ['default', 'acme', false],
      ['triage', 'acme', true],
      ['eu', 'acme-eu', false],
      ['eu-triage', 'acme-eu', true],
    ] as const)(
      'the demo token %s to %s, to change issues: %s',
      async (name, organization, mayWrite) => {
        const token = demoToken(name);
        const list = `/api/0/organizations/${organization}/issues/`;
        expect((await call(emulator, list, token)).status).toBe(200);
        const { body } = await call(emulator, '/api/0/', token);
        expect(body.auth.scopes.includes('event:write')).toBe(mayWrite);
      },
    );

    it('no change with a token that only reads', async () => {
      const { body } = await listIssues(emulator, { project: '11' });
      const response = await putIssue(emulator, body[0].id, {
        status: 'resolved',
      });
      expect(response.status).toBe(403);
    });
  });

  describe('finds issues', () => {
    it.each([
      ['', [cart, stock, far, slow]],
      ['level:fatal', [far]],
      ['!level:[fatal,warning]', [cart, stock]],
      ['error.unhandled:true', [far]],
      ['error.handled:true', [cart, stock]],
      ['region:eu*', [cart]],
      ['has:region', [cart]],
      ['release:shop@1', [cart]],
      ['release:latest !has:region', [cart]],
      ['timesSeen:>2', [cart]],
      ['lastSeen:-24h', [cart, stock]],
      ['age:+8d', [cart, slow]],
      ['firstSeen:-4d', [stock, far]],
      ['issue.priority:medium', [slow]],
      ['is:new', [stock, far]],
      ['is:ongoing assigned:none', [cart, slow]],
      ['project:checkout', [stock]],
      ['no car', [cart]],
      ['"slow image"', [slow]],
      ['is:resolved', []],
    ])('for %j', async (query, expected) => {
      expect(await titles({ query })).toEqual(expected);
    });

    it('seen in the period, exactly', async () => {
      expect(await titles({ statsPeriod: '25h' })).toEqual([cart, stock]);
      expect(await titles({ statsPeriod: '14d' })).toHaveLength(4);
    });

    it('narrows the environments of an organization to the projects asked for', async () => {
      const names = async (query: string) => {
        const path = '/api/0/organizations/acme/environments/';
        const { body } = await call(emulator, `${path}${query}`);
        return body.map(({ name }: { name: string }) => name);
      };
      expect(await names('?project=11')).toContain('staging');
      expect(await names('?project=14')).toEqual([]);
    });

    it('of the environments, and says 404 for one that is not', async () => {
      expect(await titles({ environment: 'staging' })).toEqual([far]);
      const response = await listIssues(emulator, { environment: 'qa' });
      expect([response.status, response.body]).toEqual([
        404,
        { detail: 'The requested resource does not exist' },
      ]);
    });

    it.each([
      ['date', [cart, stock, far, slow]],
      ['new', [stock, far, slow, cart]],
      ['freq', [cart, stock, slow, far]],
    ])('sorted by %s', async (sort, expected) => {
      expect(await titles({ sort })).toEqual(expected);
    });

    it('by project ids and slugs mixed, and none out of reach', async () => {
      const response = await call(
        emulator,
        `${issuesPath}?project=11&project=checkout`,
      );
      expect(response.headers['x-hits']).toBe('4');
      expect((await listIssues(emulator, { project: '31' })).status).toBe(403);
    });

    it('by event id and short id, as a direct hit', async () => {
      const byEvent = await listIssues(emulator, { query: 'b'.repeat(32) });
      expect(byEvent.headers['x-sentry-direct-hit']).toBe('1');
      expect(byEvent.headers.link).toBeUndefined();
      expect(byEvent.body).toMatchObject([
        { title: slow, matchingEventId: 'b'.repeat(32) },
      ]);
      const { shortId } = byEvent.body[0];
      const byShortId = await listIssues(emulator, {
        query: shortId,
        shortIdLookup: '1',
        project: '12',
      });
      expect(byShortId.body).toMatchObject([{ shortId }]);
    });

    it('by short ids, in whatever spelling, and none of them', async () => {
      const { body: all } = await listIssues(emulator, { query: 'stock' });
      const [{ shortId }] = all;
      expect(await titles({ query: `issue:${shortId}` })).toEqual([stock]);
      expect(await titles({ query: `issue:${shortId.toLowerCase()}` })).toEqual(
        [stock],
      );
      expect(await titles({ query: `!issue:[${shortId}]` })).toEqual([
        cart,
        far,
        slow,
      ]);
      // Of another project than those that are searched.
      expect(
        await titles({ query: `issue:${shortId}`, project: '11' }),
      ).toEqual([]);
      expect(await titles({ query: 'issue:unknown' })).toEqual([]);
    });

    it.each(['issue:[KNOWN,SHOP-WEB-ZZ]', '!issue:SHOP-WEB-ZZ', 'issue:1'])(
      'not at all where %s names one that there is not',
      async query => {
        const { body: all } = await listIssues(emulator, { query: 'stock' });
        const text = query.replace('KNOWN', all[0].shortId);
        const named = /:\[?([^\]]*)/.exec(text)?.[1].split(',') ?? [];
        const detail = `Invalid value '[${named.map(name => `'${name}'`).join(', ')}]' for 'issue:' filter`;
        const list = await listIssues(emulator, { query: text });
        expect([list.status, list.body]).toEqual([400, { detail }]);
        const counts = await call(
          emulator,
          `/api/0/organizations/acme/issues-count/?query=${encodeURIComponent(text)}`,
        );
        expect([counts.status, counts.body]).toEqual([400, { detail }]);
        const both = await listIssues(emulator, { query: `${text} is:odd` });
        expect(both.body.detail).toMatch(/^Error parsing search query: /);
      },
    );

    it('by short id though the number is all that Sentry compares', async () => {
      const { body: all } = await listIssues(emulator, { query: 'stock' });
      const [{ shortId }] = all;
      const twin = shortId.replace('CHECKOUT', 'NOWHERE');
      expect(await titles({ query: `issue:[${shortId},${twin}]` })).toEqual([
        stock,
      ]);
    });

    it('by number, as far as they are of the projects, whatever the search', async () => {
      const { body: all } = await listIssues(emulator, { query: '' });
      const ids: { id: string; project: { id: string } }[] = all;
      const path = `${issuesPath}?query=nothing&project=12&${ids.map(({ id }) => `group=${id}`).join('&')}`;
      const { body, headers } = await call(emulator, path);
      expect(body.map(({ id }: { id: string }) => id).sort()).toEqual(
        ids
          .filter(({ project }) => project.id === '12')
          .map(({ id }) => id)
          .sort(),
      );
      expect(body.length).toBeLessThan(ids.length);
      expect(headers.link).toBeUndefined();
      const odd = await call(emulator, `${issuesPath}?group=x`);
      expect(odd.status).toBe(400);
    });

    it('by number over all time, by a search for it within the window', async () => {
      const { body: all } = await listIssues(emulator, { query: 'TypeError' });
      const [{ id }] = all;
      const period = { statsPeriod: '24h', groupStatsPeriod: 'auto' };
      const named = await listIssues(emulator, { ...period, group: id });
      expect(named.body[0]).toMatchObject({
        count: '3',
        lifetime: { count: '3' },
        filtered: null,
      });
      const query = `issue.id:[${id}]`;
      const found = await listIssues(emulator, { ...period, query });
      expect(found.body[0]).toMatchObject({
        id,
        count: '2',
        lifetime: { count: '3' },
      });
    });

    it("by an event, whichever of the caller's projects it is of", async () => {
      const { body: all } = await listIssues(emulator, { query: 'TypeError' });
      const latest = `${issuesPath}${all[0].id}/events/latest/`;
      const { body: event } = await call(emulator, latest);
      const query = event.eventID;
      const found = await listIssues(emulator, { project: '12', query });
      expect(found.body).toMatchObject([
        { id: all[0].id, project: { id: '11' } },
      ]);
      expect(found.headers['x-sentry-direct-hit']).toBe('1');
    });
  });

  it('counts the window at the top and all time in lifetime', async () => {
    const { body } = await listIssues(emulator, {
      statsPeriod: '24h',
      query: 'TypeError',
    });
    expect(body[0]).toMatchObject({
      count: '2',
      userCount: 1,
      lifetime: { count: '3', userCount: 2, stats: null },
      filtered: { count: '2' },
    });
  });

  it('leaves out what collapse names', async () => {
    const path = `${issuesPath}?collapse=stats&collapse=unhandled`;
    const { body } = await call(emulator, path);
    expect(body[0]).not.toHaveProperty('stats');
    expect(body[0]).not.toHaveProperty('lifetime');
    expect(body[0]).not.toHaveProperty('isUnhandled');
  });

  it.each([
    [
      { query: 'is:odd' },
      /^Error parsing search query: Invalid value for "is"/,
    ],
    [{ query: 'level:' }, /^Error parsing search query: Empty string after/],
    [{ statsPeriod: '5y' }, /^Invalid statsPeriod: '5y'$/],
    [{ start: '2026-11-01T00:00:00' }, /^start and end are both required$/],
    [{ groupStatsPeriod: '7d' }, /^Invalid stats_period/],
    [{ sort: 'size' }, /^Sort key 'size' not supported/],
    [{ limit: 'x' }, /^invalid limit$/],
    [{ cursor: 'x' }, /^Invalid cursor parameter\.$/],
  ])('answers 400 to %j', async (params, detail) => {
    const response = await listIssues(emulator, { ...params });
    expect(response.status).toBe(400);
    expect(response.body.detail).toMatch(detail);
  });

  it('walks all pages by cursor, each issue once', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const { body, headers } = await listIssues(emulator, {
        project: '-1',
        limit: '1',
        ...(cursor && { cursor }),
      });
      seen.push(...body.map((issue: { id: string }) => issue.id));
      const [, more, next] =
        /rel="next"; results="(\w+)"; cursor="([^"]+)"/.exec(headers.link) ??
        [];
      if (more !== 'true') {
        break;
      }
      cursor = next;
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });

  it('counts issues for several queries in one call', async () => {
    const { body } = await call(
      emulator,
      '/api/0/organizations/acme/issues-count/?project=11&query=is:unresolved&query=is:new&query=',
    );
    expect(body).toEqual({ 'is:unresolved': 3, 'is:new': 1, '': 3 });
  });

  it('totals users and events, and draws them over time', async () => {
    const organization = '/api/0/organizations/acme';
    const totals = await call(
      emulator,
      `${organization}/events/?dataset=errors&field=count_unique(user)&field=count()&project=11&statsPeriod=14d`,
    );
    expect(totals.body.data).toEqual([
      { 'count_unique(user)': 2, 'count()': 5 },
    ]);
    const series = await call(
      emulator,
      `${organization}/events-timeseries/?dataset=errors&yAxis=count()&project=11&statsPeriod=2d&interval=1h`,
    );
    const [{ values, meta }] = series.body.timeSeries;
    expect(meta.interval).toBe(3_600_000);
    expect(values.map((v: { value: number }) => v.value)).toContain(1);
    expect(values.at(-1)).toMatchObject({ incomplete: true });
  });

  it('steps through the events of an issue', async () => {
    const { body } = await listIssues(emulator, { query: 'TypeError' });
    const events = `${issuesPath}${body[0].shortId}/events`;
    const oldest = await call(emulator, `${events}/oldest/`);
    const latest = await call(emulator, `${events}/latest/`);
    expect(oldest.body.previousEventID).toBeNull();
    expect(latest.body.nextEventID).toBeNull();
    expect(oldest.body.release.version).toBe('shop@1');
    const second = await call(
      emulator,
      `${events}/${oldest.body.nextEventID}/`,
    );
    expect(second.body.nextEventID).toBe(latest.body.eventID);
    const gone = await call(emulator, `${events}/${'f'.repeat(32)}/`);
    expect([gone.status, gone.body.detail]).toEqual([
      404,
      expect.stringMatching(/^Event not found\. .*retention period\.$/),
    ]);
    const elsewhere = '?environment=nowhere';
    const byId = await call(
      emulator,
      `${events}/${oldest.body.eventID}/${elsewhere}`,
    );
    expect(byId.body.eventID).toBe(oldest.body.eventID);
    expect((await call(emulator, `${events}/latest/${elsewhere}`)).status).toBe(
      404,
    );
  });

  it('sends a renamed project elsewhere', async () => {
    const response = await call(emulator, '/api/0/projects/acme/webshop/keys/');
    expect(response.status).toBe(302);
    expect(response.headers.location).toBe(
      '/api/0/projects/acme/shop-web/keys/',
    );
    expect(response.body.detail.code).toBe('resource-moved');
  });

  it('names the DSN with which the SDK sends', async () => {
    const { body } = await call(
      emulator,
      '/api/0/projects/acme/shop-web/keys/',
    );
    expect(body[0].dsn.public).toBe(emulator.dsn('acme', 'shop-web'));
  });

  it('knows nothing of other paths, and of paths without a slash', async () => {
    const unknown = await call(emulator, '/api/0/organizations/acme/nothing/');
    expect([unknown.status, unknown.text]).toEqual([404, '']);
    const slashless = await call(emulator, '/api/0/organizations/acme/issues');
    expect(slashless.status).toBe(404);
    expect(slashless.headers['content-type']).toContain('text/plain');
  });
});

function putIssue(emulator: Emulator, id: string, body: object) {
  return request(emulator.url)
    .put(`${issuesPath}${id}/`)
    .set('Authorization', `Bearer ${demoToken('default')}`)
    .send(body);
}
