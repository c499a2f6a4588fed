import { mockCredentials } from '@backstage/backend-test-utils';
import type { SentrySummariesResponse } from 'backstage-plugin-sentry-common';
import {
  captureWithSdk,
  startEmulator,
} from 'backstage-plugin-sentry-emulator';
import { once } from 'node:events';
import http from 'node:http';
import request from 'supertest';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import {
  component,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const bob = 'user:default/bob';
const token = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';

const emulator = useEmulator(async sentry => {
  const events = (name: string, count: number, tags = {}) =>
    distinctErrors(count, { name }).map(event => ({ ...event, tags }));
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: [
      ...events('web', 2, { tier: 'gold', 'user.email': 'ada@example.com' }),
      ...events('note', 1, {
        tier: 'silver',
        note: `by ada@example.com with ${token}`,
      }),
    ],
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'checkout'),
    events: events('checkout', 5, { tier: 'platinum' }),
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme-eu', 'billing'),
    events: events('billing', 3, { tier: 'silver', region: 'eu' }),
  });
});

const entities = [
  component('shop-web', 'shop-web'),
  component('checkout', 'checkout'),
  component('both', 'shop-web, eu:acme-eu/billing'),
  component('unknown', 'nowhere'),
  component('misspelled', 'a/b/c/d'),
  component('plain'),
];
const get = (portal: Portal, path: string) =>
  request(portal.server)
    .get(`/api/sentry/${path}`)
    .set('authorization', mockCredentials.user.header(bob));

describe('GET /summaries', () => {
  const refsOf = (names: string[]) =>
    names.map(name => `component:default/${name}`);
  const search = (refs: string[]) =>
    new URLSearchParams(refs.map(ref => ['entityRef', ref]));
  const ask = async (portal: Portal, names: string[], more = '') => {
    const { status, body } = await get(
      portal,
      `summaries?${search(refsOf(names))}${more}`,
    );
    expect(status).toBe(200);
    const { items }: SentrySummariesResponse = body;
    expect(items.map(({ entityRef }) => entityRef)).toEqual(refsOf(names));
    return items;
  };

  it('has the summary of each entity, or its own problem, in the order of the question', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const names = ['both', 'unknown', 'shop-web', 'plain', 'misspelled'];
    const items = await ask(portal, names, '&statsPeriod=24h');
    expect(items).toMatchObject([
      { summary: { unresolved: 6, statsPeriod: '24h', problems: [] } },
      { problem: { code: 'PROJECT_NOT_FOUND' } },
      { summary: { unresolved: 3 } },
      { problem: { code: 'ANNOTATION_MISSING' } },
      { problem: { code: 'ANNOTATION_INVALID' } },
    ]);
    const alone = await portal.get('shop-web', 'summary?statsPeriod=24h');
    // Findings are of the single summary alone.
    const { findings, ...rest } = alone.body;
    expect(findings).toHaveLength(1);
    expect(items[2].summary).toEqual(rest);
    expect(
      emulator()
        .requests()
        .filter(({ path }) => /releases/.test(path)),
    ).toEqual([
      // Of the single summary.
      expect.anything(),
    ]);
  });

  it('asks Sentry once for what several entities and the single route share', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    await ask(portal, ['shop-web', 'checkout']);
    const counted = () =>
      emulator()
        .requests()
        .filter(({ path }) => path.endsWith('/issues-count/'));
    expect(counted()).toHaveLength(2);
    await ask(portal, ['checkout', 'shop-web']);
    await portal.get('shop-web', 'summary');
    expect(counted()).toHaveLength(2);
  });

  it('shows nothing of what the policy denies, the catalog hides, or is not there', async () => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      policy: {
        deniedEntities: { [bob]: ['component:default/checkout'] },
        hiddenEntities: { [bob]: ['component:default/both'] },
      },
    });
    const [shop, denied, hidden, missing] = await ask(portal, [
      'shop-web',
      'checkout',
      'both',
      'missing',
    ]);
    expect(shop).toMatchObject({ summary: { unresolved: 3 } });
    const single = async (name: string) =>
      (await get(portal, `entities/component/default/${name}/summary`)).body
        .error;
    const refusalOf = async (name: string) => {
      const error = await single(name);
      return { name: error.name, message: error.message };
    };
    expect([denied, hidden, missing]).toMatchObject([
      { problem: { name: 'NotAllowedError' } },
      { problem: { name: 'NotFoundError' } },
      { problem: { name: 'NotFoundError' } },
    ]);
    expect([denied, hidden, missing].map(({ problem }) => problem)).toEqual([
      await refusalOf('checkout'),
      await refusalOf('both'),
      await refusalOf('missing'),
    ]);
    for (const { query } of emulator().requests()) {
      expect(query).not.toMatch(/project=(?!11\b)/);
    }
  });

  it.each([
    ['all is denied', { denied: [bob] }, 'NotAllowedError'],
    ['all is hidden', { hiddenFrom: [bob] }, 'NotFoundError'],
  ])('asks Sentry nothing where %s', async (_, policy, name) => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      policy,
    });
    const items = await ask(portal, ['shop-web', 'both']);
    expect(items).toMatchObject([{ problem: { name } }, { problem: { name } }]);
    expect(emulator().requests()).toEqual([]);
  });

  it('takes a sign-in, and 1 to 50 refs', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const anonymous = await request(portal.server)
      .get(`/api/sentry/summaries?${search(refsOf(['shop-web']))}`)
      .set('authorization', mockCredentials.none.header());
    expect(anonymous.status).toBe(401);
    const many = Array.from(
      { length: 51 },
      (_unused, i) => `component:default/c-${i}`,
    );
    for (const asked of [
      '',
      'entityRef=',
      'entityRef=shop-web',
      `${search(many)}`,
      'entityRef=component:default/shop-web&entityRefs=x',
      'entityRef=component:default/shop-web&statsPeriod=1y',
      'entityRef=component:default/shop-web&facts=yes',
    ]) {
      const { status, body } = await get(portal, `summaries?${asked}`);
      expect([asked, status]).toEqual([asked, 400]);
      expect(body.error.message).toMatch(/entityRef|statsPeriod|facts/);
    }
    expect(emulator().requests()).toEqual([]);
  });
});

describe('GET …/tags', () => {
  const path = (name: string, route = '') =>
    `entities/component/default/${name}/tags${route}`;

  it('lists the tags of the projects, the most frequent first, without personal ones', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { body } = await get(portal, path('both'));
    const keys = body.items.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(expect.arrayContaining(['tier', 'region', 'level']));
    expect(keys.indexOf('tier')).toBeLessThan(keys.indexOf('region'));
    expect(keys.filter((key: string) => /user|mail|\bip\b/.test(key))).toEqual(
      [],
    );
    expect(body).toMatchObject({ stale: false, problems: [] });
    const asked = () =>
      emulator()
        .requests()
        .filter(({ path: of }) => of.endsWith('/tags/'));
    expect(asked().map(({ query }) => query)).toEqual([
      expect.stringMatching(/project=11\b/),
      expect.stringMatching(/project=31\b/),
    ]);
    await get(portal, path('both'));
    expect(asked()).toHaveLength(2);
  });

  it('lists the values of a tag, masked, as far as they contain what is typed', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { body } = await get(portal, path('both', '/tier'));
    expect(body.items).toEqual([
      { value: 'silver', count: 4 },
      { value: 'gold', count: 2 },
    ]);
    const typed = await get(portal, path('both', '/tier?query=go'));
    expect(typed.body.items).toEqual([{ value: 'gold', count: 2 }]);
    const note = await get(portal, path('both', '/note'));
    expect(note.body.items).toHaveLength(1);
    expect(note.text).not.toContain('ada@example.com');
    expect(note.text).not.toContain(token);
  });

  it.each([
    '/user',
    '/user.email',
    '/USER.ID',
    '/sentry%3Auser',
    '/GEO.city',
    '/ip_address',
  ])('asks for no values of %s', async route => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { status, body } = await get(portal, path('shop-web', route));
    expect([status, body.items]).toEqual([200, []]);
    expect(
      emulator()
        .requests()
        .filter(({ path: of }) => /tags/.test(of)),
    ).toEqual([]);
  });

  it.each([
    '/a%20b',
    '/..%2F..%2Fx',
    '/tags%5Buser.email%5D',
    '/%00',
    `/${'x'.repeat(201)}`,
    '/tier?query=a&query=b',
    '/tier?query=%00',
    '?query=a',
  ])('refuses %s', async route => {
    const portal = await startPortal({ emulator: emulator(), entities });
    expect((await get(portal, path('shop-web', route))).status).toBe(400);
    expect(emulator().requests()).toEqual([]);
  });

  it.each(['.', '..', '%2e%2e'])('refuses the key %s', async key => {
    const portal = await startPortal({ emulator: emulator(), entities });
    // Not by supertest, which resolves the path.
    const asking = http.get({
      port: portal.server.port(),
      path: `/api/sentry/${path('shop-web', `/${key}`)}`,
      headers: { authorization: mockCredentials.user.header(bob) },
    });
    const [response] = await once(asking, 'response');
    response.resume();
    expect(response.statusCode).toBe(400);
    expect(emulator().requests()).toEqual([]);
  });

  it('is empty where the server has no list of them', async () => {
    const glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
    const portal = await startPortal({ emulator: glitchtip, entities });
    for (const route of ['', '/tier']) {
      const { status, body } = await get(portal, path('shop-web', route));
      expect([status, body.items, body.problems]).toEqual([200, [], []]);
    }
    await glitchtip.close();
  });

  it("says which organization's tags are missing", async () => {
    emulator().addFault({
      path: '/api/0/organizations/acme-eu/tags/',
      status: 503,
    });
    const portal = await startPortal({ emulator: emulator(), entities });
    const { body } = await get(portal, path('both', '/tier'));
    expect(body.items).toContainEqual({ value: 'gold', count: 2 });
    expect(body).toMatchObject({
      partial: true,
      problems: [
        { code: 'UPSTREAM_UNAVAILABLE', project: { organization: 'acme-eu' } },
      ],
    });
  });
});
