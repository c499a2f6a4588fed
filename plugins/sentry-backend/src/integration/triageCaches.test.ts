import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import { FakeCache } from '../__testUtils__/FakeCache';
import type { Portal, PortalOptions } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import {
  captureIssues,
  idsOf,
  startTriagePortal,
} from '../__testUtils__/triagePortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(captureIssues);
const time = timeMachine();

/** Replicas that hear of each other's events, or don't. */
function eventsOf(bus: EventsService): BackendFeature {
  return createServiceFactory({
    service: eventsServiceRef,
    deps: {},
    factory: () => bus,
  });
}
const start = (options: Partial<PortalOptions> = {}) =>
  startTriagePortal({ emulator: emulator(), ...options });

/** What a portal says of an issue, wherever it says something. */
async function seen(portal: Portal, id: string) {
  const [list, detail, summary] = await Promise.all([
    portal.get('web', 'issues'),
    portal.get('web', `issues/${id}`),
    portal.get('web', 'summary'),
  ]);
  expect([list.status, detail.status, summary.status]).toEqual([200, 200, 200]);
  return {
    listed: list.body.items.some((issue: { id: string }) => issue.id === id),
    status: detail.body.issue.status,
    unresolved: summary.body.unresolved,
  };
}
const open = { listed: true, status: 'unresolved', unresolved: 3 };
const closed = { listed: false, status: 'resolved', unresolved: 2 };

describe('after a change', () => {
  const resolve = async (
    portal: Awaited<ReturnType<typeof start>>,
    status = 'resolved',
  ) => {
    const [id] = idsOf(emulator(), 'shop-web');
    const answer = await portal.patch('web', `issues/${id}`, { status });
    expect(answer.status).toBe(200);
    return id;
  };
  let other: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    other = await start();
  });
  beforeEach(async () => {
    await resolve(other, 'unresolved');
  });

  it('list, summary and detail are those after it, at once', async () => {
    const portal = await start();
    const [id] = idsOf(emulator(), 'shop-web');
    expect(await seen(portal, id)).toEqual(open);
    await resolve(portal);
    expect(await seen(portal, id)).toEqual(closed);
    await resolve(portal, 'unresolved');
    expect(await seen(portal, id)).toEqual(open);
  });

  it('what is kept of other projects stays', async () => {
    const portal = await start();
    await portal.get('pay', 'issues');
    await resolve(portal);
    emulator().clearRequests();
    expect((await portal.get('pay', 'issues')).status).toBe(200);
    expect(emulator().requests()).toEqual([]);
  });

  it.each([
    ['a store that they share', () => new FakeCache()],
    ['caches of their own', () => undefined],
  ])(
    'so they are at another replica that hears of it, with %s',
    async (_, cacheOf) => {
      const options = {
        cache: cacheOf(),
        features: [eventsOf(mockServices.events())],
      };
      const [here, there] = [await start(options), await start(options)];
      const [id] = idsOf(emulator(), 'shop-web');
      for (const portal of [here, there]) {
        expect(await seen(portal, id)).toEqual(open);
      }
      await resolve(here);
      for (const portal of [there, here]) {
        expect(await seen(portal, id)).toEqual(closed);
      }
    },
  );

  it('so they are within a second at one that did not hear of it', async () => {
    const cache = new FakeCache();
    const [here, there] = [
      await start({ cache, features: [eventsOf(mockServices.events())] }),
      await start({ cache, features: [eventsOf(mockServices.events())] }),
    ];
    const [id] = idsOf(emulator(), 'shop-web');
    for (const portal of [here, there]) {
      expect(await seen(portal, id)).toEqual(open);
    }
    await resolve(here);
    time.pass(1_000);
    expect(await seen(there, id)).toEqual(closed);
    // Nor does a replica that starts later find what was kept before.
    expect(await seen(await start({ cache }), id)).toEqual(closed);
  });

  it('so they are where a cache is shared that config says nothing of', async () => {
    const cache = new FakeCache();
    const features = () => [
      eventsOf(mockServices.events()),
      createServiceFactory({
        service: coreServices.cache,
        deps: {},
        factory: () => cache,
      }),
    ];
    const here = await start({ features: features() });
    const there = await start({ features: features() });
    const [id] = idsOf(emulator(), 'shop-web');
    expect(await seen(there, id)).toEqual(open);
    // It may be in memory, without a bound: no answer is kept there.
    expect(cache.entries.size).toBe(0);
    await resolve(here);
    time.pass(1_000);
    expect(await seen(there, id)).toEqual(closed);
    expect(cache.entries.size).toBe(1);
  });

  it('what was asked before and comes later is kept nowhere', async () => {
    const cache = new FakeCache();
    const features = [eventsOf(mockServices.events())];
    const here = await start({ cache, features });
    const there = await start({ cache, features });
    const [id] = idsOf(emulator(), 'shop-web');
    // The projects are known by now.
    await there.get('web', 'projects');
    emulator().addFault({
      path: '/api/0/organizations/acme/issues/',
      latencyMs: 1_500,
      times: 1,
    });
    const early = there.get('web', 'issues').then(({ status }) => status);
    while (!emulator().requests().length) {
      await new Promise(setImmediate);
    }
    await resolve(here);
    // Asked while the early question is under way: not joined to it.
    const late = await there.get('web', 'issues');
    const has = (items: { id: string }[]) =>
      items.some(issue => issue.id === id);
    expect(has(late.body.items)).toBe(false);
    expect(await early).toBe(200);
    expect(has((await there.get('web', 'issues')).body.items)).toBe(false);
    expect(has((await here.get('web', 'issues')).body.items)).toBe(false);
  });

  describe.each([
    ['was made', undefined],
    ['failed and may have been made', { method: 'PUT', status: 502 }],
  ])('that %s, while Sentry is down', (_, fault) => {
    it.each([
      ['answers that it is', { status: 503 }],
      ['refuses connections', { body: 'reset' as const }],
    ])('and %s, the whole project is served as it was', async (__, outage) => {
      const portal = await start();
      const [id, second] = idsOf(emulator(), 'shop-web');
      const routes = ['issues', `issues/${id}`, `issues/${second}`, 'summary'];
      for (const name of ['web', 'both']) {
        for (const route of routes) {
          expect((await portal.get(name, route)).status).toBe(200);
        }
      }
      const change = { status: 'resolved' };
      if (fault) {
        emulator().addFault(fault);
      }
      const made = await portal.patch('web', `issues/${id}`, change);
      expect(made.status < 300).toBe(!fault);
      emulator().clearFaults();
      emulator().addFault(outage);
      for (const name of ['web', 'both']) {
        for (const route of routes) {
          const { status, body } = await portal.get(name, route);
          expect([status, body.stale]).toEqual([200, true]);
          expect(body.problems).toHaveLength(1);
        }
      }
      emulator().clearFaults();
      time.pass(6_000);
      const expected = fault ? open : closed;
      let now = await seen(portal, id);
      // Renewed in the background, each by itself.
      while (JSON.stringify(now) !== JSON.stringify(expected)) {
        now = await seen(portal, id);
      }
    });
  });

  it('a Sentry that is silent holds up the first answer for a second at most', async () => {
    const portal = await start();
    await portal.get('web', 'issues');
    await resolve(portal);
    emulator().addFault({
      path: '/api/0/organizations/acme/issues/',
      latencyMs: 4_000,
    });
    const first = await portal.get('web', 'issues');
    expect([first.status, first.body.stale]).toEqual([200, true]);
    emulator().clearFaults();
  });

  it('a damaged entry of the store is none', async () => {
    const cache = new FakeCache();
    const [id] = idsOf(emulator(), 'shop-web');
    const before = await seen(await start({ cache }), id);
    const later = await start({ cache });
    for (const [key, entry] of cache.entries) {
      cache.entries.set(key, { ...Object(entry), json: '{"items":' });
    }
    expect(await seen(later, id)).toEqual(before);
  });

  it('a store that fails is done without', async () => {
    const cache = new FakeCache();
    const portal = await start({ cache });
    const [id] = idsOf(emulator(), 'shop-web');
    await seen(portal, id);
    cache.failure = new Error('down');
    await resolve(portal);
    expect(await seen(portal, id)).toEqual(closed);
  });
});
