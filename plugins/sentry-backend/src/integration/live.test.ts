import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import {
  type SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { takeLog } from '../__testUtils__/logGuard';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const emulator = useEmulator();

/** A portal, and the signals that it sends. */
async function start(events: EventsService, failure?: Error) {
  const signals = signalsServiceRef;
  const published: SignalPayload[] = [];
  const features: BackendFeature[] = [
    createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => events,
    }),
    createServiceFactory({
      service: signals,
      deps: {},
      factory: () => ({
        publish: async signal => {
          published.push(signal);
          if (failure) {
            throw failure;
          }
        },
      }),
    }),
  ];
  const portal = await startPortal({
    emulator: emulator(),
    entities: [
      component('web', 'shop-web'),
      component('pay', 'payments'),
      component('both', 'payments, shop-web'),
    ],
    features,
  });
  const live = async (name: string, route = 'issues'): Promise<string[]> =>
    (await portal.get(name, route)).body.live;
  return { ...portal, live, published };
}

async function until<T>(read: () => T | undefined): Promise<T> {
  let found = read();
  while (found === undefined) {
    await new Promise(setImmediate);
    found = read();
  }
  return found;
}

const changeOf = (baseUrl: string, id: string, marker: number) => ({
  topic: 'sentry.changes',
  eventPayload: { baseUrl, projects: [id], marker },
});

describe('the keys of projects in answers', () => {
  it('are the same in every answer, and another for each project', async () => {
    const { live } = await start(mockServices.events());
    const web = await live('web');
    const pay = await live('pay');
    // By id and by slug.
    expect(new Set([...web, ...pay]).size).toBe(4);
    for (const route of ['issues', 'summary', 'environments', 'releases']) {
      expect(await live('web', route)).toEqual(web);
    }
    expect(new Set(await live('both'))).toEqual(new Set([...web, ...pay]));
  });

  it('are signalled when the project changes, many at once', async () => {
    const events = mockServices.events();
    const { live, published, get } = await start(events);
    const { id } = (await get('web', 'projects')).body.items[0];
    const baseUrl = emulator().url;
    for (let marker = 1; marker <= 500; marker += 1) {
      await events.publish(changeOf(baseUrl, id, marker));
    }
    await until(() => published[0]);
    expect(published).toEqual([
      {
        recipients: { type: 'broadcast' },
        channel: 'sentry:projects',
        message: { keys: [expect.any(String)] },
      },
    ]);
    expect(await live('web')).toEqual(
      expect.arrayContaining([published[0].message.keys].flat()),
    );
  });

  it('are signalled of a comment, whose webhook names the slug alone', async () => {
    const events = mockServices.events();
    const { live, published } = await start(events);
    await events.publish({
      topic: 'sentry.comment',
      eventPayload: {
        instance: 'default',
        resource: 'comment',
        action: 'created',
        at: '2026-11-30T12:00:00.000Z',
        project: { slug: 'shop-web' },
      },
    });
    await until(() => published[0]);
    expect(await live('web')).toEqual(
      expect.arrayContaining([published[0].message.keys].flat()),
    );
  });

  it('say nothing of a project by themselves, and garbage is not signalled', async () => {
    const events = mockServices.events();
    const { published } = await start(events);
    for (const eventPayload of [undefined, 'text', { projects: ['11'] }, []]) {
      await events.publish({ topic: 'sentry.changes', eventPayload });
      await events.publish({ topic: 'sentry.issue', eventPayload });
    }
    await events.publish(changeOf('https://elsewhere', '11', 1));
    await until(() => published[0]);
    expect(published).toHaveLength(1);
    expect(JSON.stringify(published)).not.toMatch(/elsewhere|shop-web/);
  });

  it('that can’t be signalled make one line in the log', async () => {
    const events = mockServices.events();
    const { published } = await start(events, new Error('no signals'));
    takeLog();
    for (const count of [1, 2]) {
      await events.publish(changeOf('https://elsewhere', `1${count}`, count));
      await until(() => published[count - 1]);
    }
    expect(takeLog().filter(line => line.includes('Open pages'))).toHaveLength(
      1,
    );
  });
});
