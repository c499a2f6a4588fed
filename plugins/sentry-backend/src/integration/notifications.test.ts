import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  captureWithSdk,
  demoToken,
  type SdkEvent,
} from 'backstage-plugin-sentry-emulator';
import {
  inShort,
  ownedBy,
  startNotifiedPortal,
  type NotifiedPortalOptions,
} from '../__testUtils__/notifiedPortal';
import { component, issueCalls } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';
import { takeLog } from '../__testUtils__/logGuard';

const emulator = useEmulator();
const time = timeMachine();
const shop = 'group:default/shop';

let counter = 0;
/** Makes an issue that was there in no test before. */
async function capture(event: SdkEvent = {}, project = 'shop-web') {
  counter += 1;
  const value = event.value ?? `issue ${counter}`;
  await captureWithSdk({
    dsn: emulator().dsn('acme', project),
    events: [{ type: 'Error', value, fingerprint: [value], ...event }],
  });
  const issues = emulator().issues('acme', project);
  return issues[issues.length - 1].id;
}

async function change(id: string, body: object) {
  const { status } = await fetch(
    `${emulator().url}/api/0/organizations/acme/issues/${id}/`,
    {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${demoToken('triage')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    },
  );
  expect(status).toBe(200);
}

const web = ownedBy(component('web', 'shop-web'), shop);
const start = (options: Partial<NotifiedPortalOptions> = {}) =>
  startNotifiedPortal({ emulator: emulator(), entities: [web], ...options });
type Notified = Awaited<ReturnType<typeof start>>;
const sentBy = async (portal: Notified) => {
  await portal.look();
  return portal.takeSent().map(inShort);
};

describe('owners', () => {
  it('are notified of what is new after the first look, once', async () => {
    await capture();
    const portal = await start();
    expect(await sentBy(portal)).toEqual([]);
    const id = await capture({ value: 'no cart' });
    emulator().clearRequests();
    await portal.look();
    const [one, ...others] = portal.takeSent();
    expect(others).toEqual([]);
    expect(one).toEqual({
      recipients: { type: 'entity', entityRef: [shop] },
      payload: {
        title: 'New issue in web: Error: no cart',
        description: expect.stringMatching(
          /^SHOP-WEB-\w+ · .+ · priority high$/,
        ),
        link: `/catalog/default/component/web/sentry?issue=${id}`,
        severity: 'high',
        topic: 'sentry-new',
        scope: `sentry:default:${id}`,
      },
    });
    expect(issueCalls(emulator())).toHaveLength(1);
    expect(await sentBy(portal)).toEqual([]);
  });

  it('are notified of what came up while the catalog was still empty', async () => {
    await capture({ value: 'before the portal' });
    const portal = await start();
    await capture({ value: 'in its first minute' });
    expect(await sentBy(portal)).toEqual([
      `sentry-new New issue in web: Error: in its first minute → ${shop}`,
    ]);
    expect(await sentBy(portal)).toEqual([]);
  });

  it('are notified of regressions, each time', async () => {
    const event = { value: 'comes back' };
    const id = await capture(event);
    const portal = await start();
    await portal.look();
    for (const _ of [1, 2]) {
      await change(id, { status: 'resolved' });
      expect(await sentBy(portal)).toEqual([]);
      await capture(event);
      expect(await sentBy(portal)).toEqual([
        `sentry-regressed Regressed in web: Error: comes back → ${shop}`,
      ]);
      expect(await sentBy(portal)).toEqual([]);
    }
  });

  it('are notified of what is assigned to them, if the catalog knows them', async () => {
    const user = (name: string, id: string): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name, annotations: { 'sentry.io/user-id': id } },
    });
    const portal = await start({ entities: [web, user('ann', '501')] });
    await portal.look();
    const id = await capture();
    const other = await capture();
    await portal.look();
    portal.takeSent();
    await change(id, { assignedTo: 'user:501' });
    await change(other, { assignedTo: 'user:503' });
    expect(await sentBy(portal)).toEqual([
      expect.stringMatching(
        /^sentry-assigned Assigned to you in web: .* → user:default\/ann$/,
      ),
    ]);
    expect(await sentBy(portal)).toEqual([]);
  });

  it('all are notified once, each with an entity of theirs', async () => {
    const portal = await start({
      entities: [
        ownedBy(component('a', 'shop-web, payments'), shop, 'user:default/ann'),
        ownedBy(component('b', 'shop-web'), shop, 'group:default/pay'),
        ownedBy(component('c', 'payments'), 'group:default/others'),
        component('d', 'shop-web'),
      ],
    });
    await portal.look();
    await capture({ value: 'shared' });
    expect(await sentBy(portal)).toEqual([
      `sentry-new New issue in a: Error: shared → ${shop} user:default/ann`,
      'sentry-new New issue in b: Error: shared → group:default/pay',
    ]);
  });

  it('are notified within the environments and the search of the entity', async () => {
    const portal = await start({
      entities: [
        ownedBy(
          component('prod', 'shop-web', {
            'sentry.io/environment': 'production, nowhere',
          }),
          'group:default/prod',
        ),
        ownedBy(
          component('fatal', 'shop-web', {
            'sentry.io/query': 'is:unresolved level:fatal',
          }),
          'group:default/fatal',
        ),
        ownedBy(
          component('quiet', 'shop-web', { 'sentry.io/notify': 'none' }),
          'group:default/quiet',
        ),
        ownedBy(
          component('regressions', 'shop-web', {
            'sentry.io/notify': 'regressed, assigned',
          }),
          'group:default/regressions',
        ),
      ],
    });
    await portal.look();
    await capture({ value: 'staged', environment: 'staging' });
    expect(await sentBy(portal)).toEqual([]);
    await capture({ value: 'live', environment: 'production' });
    await capture({ value: 'dead', environment: 'staging', level: 'fatal' });
    expect((await sentBy(portal)).sort()).toEqual([
      'sentry-new New issue in fatal: Error: dead → group:default/fatal',
      'sentry-new New issue in prod: Error: live → group:default/prod',
    ]);
    // It reaches production later.
    await capture({ value: 'staged', environment: 'production' });
    expect(await sentBy(portal)).toEqual([
      'sentry-new New issue in prod: Error: staged → group:default/prod',
    ]);
  });

  it.each<[string, NotifiedPortalOptions['notifications'], RegExp[]]>([
    [
      'of a priority that is high enough',
      { minPriority: 'high' },
      [/Error: loud →/],
    ],
    [
      'without titles',
      { includeTitles: false, minPriority: 'high' },
      [/ web: SHOP-WEB-\w+ →/],
    ],
    ['of the kinds in config alone', { on: ['regressed'] }, []],
  ])('are notified %s', async (_, notifications, expected) => {
    const portal = await start({ notifications });
    await portal.look();
    await capture({
      value: 'quiet',
      fingerprint: [`quiet ${counter}`],
      level: 'info',
    });
    await capture({ value: 'loud', fingerprint: [`loud ${counter}`] });
    const sent = await sentBy(portal);
    expect(sent).toHaveLength(expected.length);
    expected.forEach((text, index) => expect(sent[index]).toMatch(text));
  });

  it('of a storm get three notifications, and one for the others, which is updated', async () => {
    const portal = await start();
    await portal.look();
    for (let count = 0; count < 5; count += 1) {
      await capture();
    }
    await portal.look();
    const sent = portal.takeSent();
    expect(sent).toHaveLength(4);
    expect(sent[3].payload).toMatchObject({
      title: '2 more issues in web',
      link: '/catalog/default/component/web/sentry',
      scope: 'sentry:component:default/web',
    });
    await capture();
    await portal.look();
    const [update, ...others] = portal.takeSent();
    expect(others).toEqual([]);
    expect(update.payload).toMatchObject({
      title: '3 more issues in web',
      scope: 'sentry:component:default/web',
    });
    time.pass(11 * 60_000);
    await capture({ value: 'afterwards' });
    expect((await sentBy(portal))[0]).toContain('Error: afterwards');
  });

  it('are notified of nothing where config has no section', async () => {
    const portal = await start({ notifications: null });
    await portal.look();
    await capture();
    expect(await sentBy(portal)).toEqual([]);
  });
});

describe('a notification', () => {
  it('that could not be sent is sent by a later look, with one line in the log', async () => {
    let isDown = true;
    const portal = await start({
      send: async () => {
        if (isDown) {
          throw new Error('Request failed with status 404');
        }
      },
    });
    await portal.look();
    await capture({ value: 'one' });
    await capture({ value: 'other' });
    takeLog();
    expect(await sentBy(portal)).toEqual([]);
    expect(await sentBy(portal)).toEqual([]);
    expect(
      takeLog().filter(line => line.includes('notifications backend')),
    ).toHaveLength(1);
    isDown = false;
    expect(await sentBy(portal)).toHaveLength(2);
    expect(await sentBy(portal)).toEqual([]);
  });

  describe('of two backends on one database', () => {
    let directory: string;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'sentry-announced-'));
    });
    afterEach(() => rm(directory, { recursive: true }));

    it('is sent by one of them, also after a restart', async () => {
      const one = await start({ directory });
      const other = await start({ directory });
      await one.look();
      await capture();
      await capture();
      await Promise.all([one.look(), other.look()]);
      expect([...one.takeSent(), ...other.takeSent()]).toHaveLength(2);
      expect(await sentBy(await start({ directory }))).toEqual([]);
    });

    it('is of nothing that was there when an entity first named its project', async () => {
      // Installed long ago.
      time.pass(-2 * 60 * 60_000);
      await (await start({ directory })).look();
      time.pass(2 * 60 * 60_000);
      await capture({}, 'payments');
      const pay = ownedBy(component('pay', 'payments'), 'group:default/pay');
      const portal = await start({ directory, entities: [web, pay] });
      expect(await sentBy(portal)).toEqual([]);
      await capture({ value: 'declined' }, 'payments');
      expect(await sentBy(portal)).toEqual([
        'sentry-new New issue in pay: Error: declined → group:default/pay',
      ]);
    });

    it('is sent by the other where one ends before it is sent', async () => {
      let isAsked = () => {};
      const asked = new Promise<void>(resolve => {
        isAsked = resolve;
      });
      const dying = await start({
        directory,
        send: () => {
          isAsked();
          return new Promise(() => {});
        },
      });
      await dying.look();
      await capture({ value: 'unsent' });
      dying.look();
      await asked;
      const other = await start({ directory });
      expect(await sentBy(other)).toEqual([]);
      time.pass(61_000);
      expect(await sentBy(other)).toEqual([
        `sentry-new New issue in web: Error: unsent → ${shop}`,
      ]);
    });
  });

  it('comes soon after a webhook, and a storm of them makes one look', async () => {
    const events = mockServices.events();
    const portal = await start({ events });
    await portal.look();
    await capture({ value: 'hinted' });
    jest.useFakeTimers({
      doNotFake: [
        'nextTick',
        'setImmediate',
        'queueMicrotask',
        'Date',
        'performance',
      ],
    });
    try {
      const webhook = (action: string) =>
        events.publish({
          topic: 'sentry.issue',
          eventPayload: {
            instance: 'default',
            resource: 'issue',
            action,
            at: '2026-11-30T12:00:00.000Z',
            project: { id: '11' },
          },
        });
      await webhook('ignored');
      jest.advanceTimersByTime(20_000);
      expect(portal.triggered()).toBe(0);
      for (let count = 0; count < 100; count += 1) {
        await webhook('created');
      }
      jest.advanceTimersByTime(14_000);
      expect(portal.triggered()).toBe(1);
      await webhook('created');
      jest.advanceTimersByTime(13_000);
      expect(portal.triggered()).toBe(1);
    } finally {
      jest.useRealTimers();
    }
    let sent = portal.takeSent();
    while (!sent.length) {
      await new Promise(setImmediate);
      sent = portal.takeSent();
    }
    expect(sent.map(inShort)).toEqual([
      `sentry-new New issue in web: Error: hinted → ${shop}`,
    ]);
  });
});
