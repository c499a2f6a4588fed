import { mockCredentials } from '@backstage/backend-test-utils';
import { captureWithSdk, demoToken } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import {
  component,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(sentry =>
  captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: distinctErrors(2, { name: 'shop' }),
  }),
);
const entities = [
  component('shop-web', 'shop-web'),
  component('checkout', 'checkout'),
];
const alice = 'user:default/alice';
const bob = 'user:default/bob';
const event = 'e'.repeat(32);
/** Every route about an entity. */
const routes: [method: 'get' | 'patch', route: string][] = [
  ['get', 'projects'],
  ['get', 'issues'],
  ['get', 'environments'],
  ['get', 'summary'],
  ['get', 'releases'],
  ['get', 'assignees'],
  ['get', 'triage'],
  ['get', 'issues/1'],
  ['get', `issues/1/events/${event}`],
  ['patch', 'issues/1'],
  ['patch', 'issues'],
];
const changes = routes.filter(([method]) => method === 'patch');

/** Asks as a user, or as who is said; a change is one that could be made. */
function ask(
  { server, path }: Portal,
  [method, route, name = 'shop-web']: [...(typeof routes)[number], string?],
  header: string = mockCredentials.user.header(bob),
) {
  const asking = request(server)
    [method](path(name, route))
    .set('authorization', header);
  return method === 'patch'
    ? asking.send({
        status: 'resolved',
        ...(route === 'issues' && { ids: ['1'] }),
      })
    : asking;
}

describe('access', () => {
  const blind = 'user:default/blind';
  const denied = 'user:default/denied';
  const reader = 'user:default/reader';
  const writer = 'user:default/writer';
  const triage = { token: demoToken('triage'), triage: { enabled: true } };
  const as = mockCredentials.user.header;
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: triage,
      policy: {
        hiddenFrom: [blind],
        denied: [denied],
        readOnly: [reader],
        writeOnly: [writer],
      },
    });
  });

  it.each(routes)(
    'answers %s %s with 401 without a sign-in',
    async (...route) => {
      const none = mockCredentials.none.header();
      expect((await ask(portal, route, none)).status).toBe(401);
      expect(emulator().requests()).toEqual([]);
    },
  );

  it.each(routes)(
    'answers %s %s of an entity that does not exist with 404',
    async (...route) => {
      const { status, body } = await ask(portal, [...route, 'hidden']);
      expect([status, body.error.name]).toEqual([404, 'NotFoundError']);
      expect(body.error).not.toHaveProperty('code');
      expect(emulator().requests()).toEqual([]);
    },
  );

  it.each(routes)(
    'answers %s %s of an entity that the caller cannot read with 404',
    async (...route) => {
      const { status, body } = await ask(portal, route, as(blind));
      expect([status, body.error.name]).toEqual([404, 'NotFoundError']);
      expect(body.error).not.toHaveProperty('code');
      expect(emulator().requests()).toEqual([]);
    },
  );

  it.each(routes)(
    'answers %s %s with 403 without the permission',
    async (...route) => {
      const { status, body } = await ask(portal, route, as(denied));
      expect([status, body.error.name]).toEqual([403, 'NotAllowedError']);
      expect(emulator().requests()).toEqual([]);
    },
  );

  describe('of services that are denied', () => {
    let closed: Portal;
    beforeAll(async () => {
      closed = await startPortal({
        emulator: emulator(),
        entities,
        sentry: triage,
        allowed: false,
      });
    });

    it.each(routes)('answers %s %s with 403', async (...route) => {
      const service = mockCredentials.service.header();
      expect((await ask(closed, route, service)).status).toBe(403);
      expect(emulator().requests()).toEqual([]);
    });
  });

  it.each(changes)(
    'answers %s %s with 403 to a caller who may read, and not change',
    async (...route) => {
      const { status: read } = await ask(portal, ['get', 'issues'], as(reader));
      expect(read).toBe(200);
      emulator().clearRequests();
      const { status, body } = await ask(portal, route, as(reader));
      expect([status, body.error.name]).toEqual([403, 'NotAllowedError']);
      expect(emulator().requests()).toEqual([]);
    },
  );

  it.each(changes)(
    'answers %s %s with 403 to a caller who may change, and not read',
    async (...route) => {
      expect((await ask(portal, route, as(writer))).status).toBe(403);
      expect(emulator().requests()).toEqual([]);
    },
  );

  it('lets a service in by the same checks', async () => {
    const { status, body } = await portal
      .get('shop-web', 'issues')
      .set('authorization', mockCredentials.service.header());
    expect([status, body.items.length]).toEqual([200, 2]);
  });

  it('takes the kind in any case', async () => {
    const { status } = await request(portal.server).get(
      '/api/sentry/entities/Component/default/shop-web/issues',
    );
    expect(status).toBe(200);
  });

  it.each([
    ['post', '/entities/component/default/shop-web/issues'],
    ['get', '/entities/component/default/shop-web/issues/'],
    ['get', '/entities/component/default/shop-web'],
  ] as const)('has nothing at %s %s', async (method, path) => {
    const { status } = await request(portal.server)[method](
      `/api/sentry${path}`,
    );
    expect(status).toBe(404);
    expect(emulator().requests()).toEqual([]);
  });

  it('does not give a warm answer to a caller who is not signed in', async () => {
    await portal.get('shop-web', 'issues');
    const { status } = await portal
      .get('shop-web', 'issues')
      .set('authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it.each([
    [403, 'the policy refuses', { denied: [bob] }],
    [404, 'the catalog hides the entity from', { hiddenFrom: [bob] }],
  ])(
    'answers %d to Bob, whom %s, though Alice has just got the same',
    async (status, _why, rules) => {
      const fresh = await startPortal({
        emulator: emulator(),
        entities,
        policy: rules,
      });
      const asked = (user: string) =>
        fresh
          .get('shop-web', 'issues')
          .set('authorization', mockCredentials.user.header(user));
      const warm = await asked(alice);
      expect([warm.status, warm.body.items.length]).toEqual([200, 2]);
      emulator().clearRequests();

      const refused = await asked(bob);
      expect(refused.status).toBe(status);
      const tagged = await asked(bob).set('If-None-Match', warm.headers.etag);
      expect([tagged.status, tagged.headers.etag]).not.toEqual([
        304,
        expect.anything(),
      ]);
      expect(tagged.status).toBe(status);
      expect(tagged.text).not.toContain('shop 0');
      expect(emulator().requests()).toEqual([]);

      const still = await asked(alice).set('If-None-Match', warm.headers.etag);
      expect(still.status).toBe(304);
    },
  );

  it('gives nothing of the project of another entity', async () => {
    const fresh = await startPortal({ emulator: emulator(), entities });
    for (const project of ['shop-web', '11', 'acme/shop-web', '-1']) {
      const { status, body } = await fresh.get(
        'checkout',
        `issues?project=${project}`,
      );
      expect([status, body.error.message]).toEqual([
        400,
        expect.stringContaining('`project`'),
      ]);
    }
    expect(
      emulator()
        .requests()
        .map(({ path }) => path),
    ).toEqual(['/api/0/organizations/acme/projects/']);
  });
});
