import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import {
  component,
  issueCalls,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator(async sentry => {
  await capture('one', sentry);
});
const time = timeMachine();

async function capture(value: string, sentry = emulator()) {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: [{ type: 'Error', value, fingerprint: [value] }],
  });
}

/** What the module of the events backend publishes of a webhook. */
function webhook(events: EventsService, project: object = { id: '11' }) {
  return events.publish({
    topic: 'sentry.issue',
    eventPayload: {
      instance: 'default',
      resource: 'issue',
      action: 'created',
      at: '2026-11-30T12:00:00.000Z',
      project,
    },
  });
}

const entities = [
  component('web', 'shop-web'),
  component('pay', 'payments'),
  component('both', 'shop-web, payments'),
];

function start(events: EventsService): Promise<Portal> {
  const bus: BackendFeature = createServiceFactory({
    service: eventsServiceRef,
    deps: {},
    factory: () => events,
  });
  return startPortal({ emulator: emulator(), entities, features: [bus] });
}

const list = async (portal: Portal, name = 'web') => {
  const { status, body } = await portal.get(name, 'issues');
  expect(status).toBe(200);
  return { count: body.items.length, stale: body.stale };
};

/** Asks until the answer is that of Sentry now. */
async function untilFresh(portal: Portal, name = 'web') {
  let answer = await list(portal, name);
  while (answer.stale) {
    answer = await list(portal, name);
  }
  return answer.count;
}

describe('after a webhook', () => {
  it('every replica shows the old answer at once, and the new one as soon as it is there', async () => {
    const events = mockServices.events();
    const replicas = [await start(events), await start(events)];
    const before = await Promise.all(replicas.map(one => untilFresh(one)));
    await Promise.all(replicas.map(one => untilFresh(one, 'both')));
    await capture('two');
    for (const one of replicas) {
      expect(await list(one)).toEqual({ count: before[0], stale: false });
    }
    const { id } = await projectOf(replicas[0]);
    await webhook(events, { id });
    emulator().addFault({
      path: '/api/0/organizations/acme/issues/',
      latencyMs: 100,
    });
    for (const one of replicas) {
      expect(await list(one)).toEqual({ count: before[0], stale: true });
      expect(await untilFresh(one)).toBe(before[0] + 1);
      expect(await untilFresh(one, 'both')).toBe(before[0] + 1);
    }
  });

  it('that names the project by its slug, too', async () => {
    const events = mockServices.events();
    const portal = await start(events);
    await untilFresh(portal);
    await webhook(events, { slug: 'shop-web' });
    expect(await list(portal)).toMatchObject({ stale: true });
  });

  it('what is kept of other projects stays', async () => {
    const events = mockServices.events();
    const portal = await start(events);
    await untilFresh(portal, 'pay');
    const { id } = await projectOf(portal);
    await webhook(events, { id });
    emulator().clearRequests();
    expect(await list(portal, 'pay')).toMatchObject({ stale: false });
    expect(emulator().requests()).toEqual([]);
  });

  it('a storm of them asks Sentry once a second for each list', async () => {
    const events = mockServices.events();
    const portal = await start(events);
    await untilFresh(portal);
    const { id } = await projectOf(portal);
    emulator().clearRequests();
    const startedAt = Date.now();
    for (let second = 0; second < 3; second += 1) {
      for (let count = 0; count < 40; count += 1) {
        await webhook(events, { id });
        expect(await list(portal)).toBeDefined();
      }
      await untilFresh(portal);
      time.pass(1_000);
    }
    const seconds = Math.ceil((Date.now() - startedAt) / 1_000);
    expect(issueCalls(emulator()).length).toBeLessThanOrEqual(seconds + 1);
  });
});

async function projectOf(portal: Portal): Promise<{ id: string }> {
  const { body } = await portal.get('web', 'projects');
  return body.items[0];
}
