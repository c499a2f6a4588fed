import {
  captureSessions,
  captureWithSdk,
} from 'backstage-plugin-sentry-emulator';
import { createHash } from 'node:crypto';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const HOUR = 3_600_000;
const emulator = useEmulator(async sentry => {
  const dsn = sentry.dsn('acme', 'checkout');
  const payments = sentry.dsn('acme', 'payments');
  const now = Date.now();
  await captureWithSdk({
    dsn,
    events: [
      { type: 'E', value: 'old', release: 'shop@1.0.0', time: now - 5 * HOUR },
      { type: 'F', value: 'new', release: 'shop@2.0.0', time: now - 2 * HOUR },
    ],
  });
  await captureSessions({
    dsn,
    sessions: [
      { release: 'shop@1.0.0', user: 'a', started: now - HOUR, exited: 1 },
      { release: 'shop@2.0.0', user: 'b', started: now - HOUR, exited: 2 },
      { release: 'shop@2.0.0', user: 'c', started: now - HOUR, crashed: 1 },
    ],
  });
  await captureWithSdk({
    dsn: payments,
    events: [
      { type: 'G', value: 'pay', release: 'pay@7.0.0', time: now - HOUR },
      { type: 'H', value: 'too', release: 'shop@1.0.0', time: now - 5 * HOUR },
    ],
  });
  await captureSessions({
    dsn: payments,
    sessions: [
      { release: 'pay@7.0.0', user: 'a', started: now - HOUR, exited: 9 },
      { release: 'shop@1.0.0', user: 'b', started: now - HOUR, exited: 6 },
      {
        release: 'pay@7.0.0',
        environment: 'staging',
        user: 'd',
        started: now - HOUR,
        crashed: 5,
      },
    ],
  });
});
const entities = [
  component('checkout', 'checkout'),
  component('payments', 'payments'),
  component('web', 'shop-web'),
  component('both', 'checkout, payments'),
  component('live', 'payments', { 'sentry.io/environment': 'production' }),
];
const start = () => startPortal({ emulator: emulator(), entities });

describe('the releases of an entity', () => {
  it('are told newest first, with their health where there are sessions', async () => {
    const portal = await start();
    const { status, body } = await portal.get('checkout', 'releases');
    expect([status, body.problems]).toEqual([200, []]);
    expect(body.items).toMatchObject([
      {
        version: 'shop@2.0.0',
        shortVersion: '2.0.0',
        projects: ['checkout'],
        newIssues: 1,
        health: {
          sessions: 3,
          crashFreeSessions: expect.closeTo(2 / 3),
          crashFreeUsers: 0.5,
          adoption: 0.75,
        },
      },
      {
        version: 'shop@1.0.0',
        health: { crashFreeSessions: 1, adoption: 0.25 },
      },
    ]);
  });

  it('are adopted by each project for itself, however many projects the entity has', async () => {
    const portal = await start();
    const adoptionOf = async (entity: string) => {
      const { body } = await portal.get(entity, 'releases');
      return Object.fromEntries(
        body.items.map((release: SentryRelease) => [
          release.version,
          release.health?.adoption,
        ]),
      );
    };
    expect(await adoptionOf('checkout')).toEqual({
      'shop@2.0.0': 0.75,
      'shop@1.0.0': 0.25,
    });
    expect(await adoptionOf('payments')).toEqual({
      'pay@7.0.0': 0.7,
      'shop@1.0.0': 0.3,
    });
    expect(await adoptionOf('both')).toEqual({
      'shop@2.0.0': 0.75,
      'pay@7.0.0': 0.7,
      // 1 of 4 in the one, 6 of 20 in the other.
      'shop@1.0.0': 0.2917,
    });
  });

  it('are asked for by project and release, those with most sessions first', async () => {
    const portal = await start();
    await portal.get('both', 'releases');
    const sessions = emulator()
      .requests()
      .filter(({ path }) => path.endsWith('/sessions/'))
      .map(({ query }) => new URLSearchParams(query));
    expect(
      sessions.map(query => [query.getAll('groupBy'), query.get('orderBy')]),
    ).toEqual([
      [['project'], '-sum(session)'],
      [['project', 'release'], '-sum(session)'],
    ]);
    expect(sessions.map(query => query.getAll('project'))).toEqual([
      ['12', '13'],
      ['12', '13'],
    ]);
  });

  it("are those of the entity's environment, and do as well there", async () => {
    const portal = await start();
    const healthOf = async (entity: string, query = '') => {
      const { body } = await portal.get(entity, `releases${query}`);
      return body.items.find(
        ({ version }: SentryRelease) => version === 'pay@7.0.0',
      )?.health;
    };
    const live = { sessions: 9, crashFreeSessions: 1, adoption: 0.6 };
    expect(await healthOf('live')).toMatchObject(live);
    expect(await healthOf('payments', '?environment=production')).toMatchObject(
      live,
    );
    // Taken back: all environments.
    expect(await healthOf('live', '?environment=')).toMatchObject({
      sessions: 14,
    });
    expect(await healthOf('payments')).toMatchObject({ sessions: 14 });
  });

  it('of an environment that there is not are refused, naming it', async () => {
    const portal = await start();
    const { status, body } = await portal.get(
      'checkout',
      'releases?environment=nowhere',
    );
    expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
    expect(body.error.message).toContain('nowhere');
  });

  it("are none of another entity's", async () => {
    const portal = await start();
    const { body } = await portal.get('web', 'releases');
    expect(body.items).toEqual([]);
  });

  it('have no health where Sentry tells none', async () => {
    const portal = await start();
    const path = '/api/0/organizations/acme/sessions/';
    emulator().addFault({ path, status: 403 });
    const { body } = await portal.get('checkout', 'releases');
    expect(body.items).toHaveLength(2);
    expect(body.items[0]).not.toHaveProperty('health');
    expect(body.problems).toEqual([]);
  });
});

describe('the releases that a legacy API key sees', () => {
  // Made by hashing, so that no literal key stands in any file.
  const startWith = (scopes: string[]) => {
    const apiKey = createHash('sha256').update(scopes.join()).digest('hex');
    emulator().addToken({
      token: apiKey,
      kind: 'api-key',
      scopes,
      organizations: ['acme'],
    });
    return startPortal({
      emulator: emulator(),
      entities,
      sentry: {
        token: undefined,
        auth: { type: 'api-key', apiKey },
        instances: [],
      },
    });
  };
  const reading = ['event:read', 'org:read', 'project:read'];

  it('are none without the scope, which is said in place of an empty list', async () => {
    const portal = await startWith(reading);
    const { status, body } = await portal.get('checkout', 'releases');
    expect([status, body.error]).toMatchObject([
      502,
      {
        code: 'SCOPE_MISSING',
        message: expect.stringContaining('`project:releases`'),
      },
    ]);
  });

  it('are there with it, and an empty list is one', async () => {
    const portal = await startWith([...reading, 'project:releases']);
    const { body } = await portal.get('checkout', 'releases');
    expect(body.items).toHaveLength(2);
    const none = await portal.get('web', 'releases');
    expect([none.status, none.body.items]).toEqual([200, []]);
  });
});
