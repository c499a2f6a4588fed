import { mockCredentials } from '@backstage/backend-test-utils';
import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import { component, startPortal } from '../__testUtils__/startPortal';
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
const routes = ['projects', 'issues', 'environments', 'summary'];

describe('access', () => {
  it.each(routes)('answers %s with 401 without a sign-in', async route => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { status } = await portal
      .get('shop-web', route)
      .set('authorization', mockCredentials.none.header());
    expect(status).toBe(401);
    expect(emulator().requests()).toEqual([]);
  });

  it.each(routes)(
    'answers %s of an entity that the caller cannot read with 404',
    async route => {
      const portal = await startPortal({ emulator: emulator(), entities });
      const { status, body } = await portal.get('hidden', route);
      expect([status, body.error.name]).toEqual([404, 'NotFoundError']);
      expect(body.error).not.toHaveProperty('code');
      expect(emulator().requests()).toEqual([]);
    },
  );

  it.each(routes)('answers %s with 403 without the permission', async route => {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      allowed: false,
    });
    const { status } = await portal.get('shop-web', route);
    expect(status).toBe(403);
    expect(emulator().requests()).toEqual([]);
  });

  it('does not spread a warm answer to who may not have it', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
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
      const portal = await startPortal({
        emulator: emulator(),
        entities,
        policy: rules,
      });
      const asked = (user: string) =>
        portal
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

  it('lets a service in by the same checks', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    const { status, body } = await portal
      .get('shop-web', 'issues')
      .set('authorization', mockCredentials.service.header());
    expect([status, body.items.length]).toEqual([200, 2]);

    const closed = await startPortal({
      emulator: emulator(),
      entities,
      allowed: false,
    });
    const refused = await closed
      .get('shop-web', 'issues')
      .set('authorization', mockCredentials.service.header());
    expect(refused.status).toBe(403);
  });

  it('gives nothing of the project of another entity', async () => {
    const portal = await startPortal({ emulator: emulator(), entities });
    for (const project of ['shop-web', '11', 'acme/shop-web', '-1']) {
      const { status, body } = await portal.get(
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

  it('takes the kind in any case', async () => {
    const { server } = await startPortal({ emulator: emulator(), entities });
    const { status } = await request(server).get(
      '/api/sentry/entities/Component/default/shop-web/issues',
    );
    expect(status).toBe(200);
  });

  it.each([
    ['post', '/entities/component/default/shop-web/issues'],
    ['get', '/entities/component/default/shop-web/issues/'],
    ['get', '/entities/component/default/shop-web'],
  ] as const)('has nothing at %s %s', async (method, path) => {
    const { server } = await startPortal({ emulator: emulator(), entities });
    const { status } = await request(server)[method](`/api/sentry${path}`);
    expect(status).toBe(404);
    expect(emulator().requests()).toEqual([]);
  });
});
