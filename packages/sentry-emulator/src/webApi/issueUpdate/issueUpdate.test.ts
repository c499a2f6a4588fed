import { addUserToken, put } from '../../__testUtils__/api';
import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { captureWithSdk } from '../../sdk/capture';
import { defaultWorld, demoToken } from '../../world';
import type { SdkEvent } from '../../sdk/SdkSender';
import type { Emulator } from '../../types/Emulator';

const issues = '/api/0/organizations/acme/issues/';
const minute = 60_000;

describe('a change of an issue', () => {
  let emulator: Emulator;
  let now: number;
  let id: string;
  const capture = (event: SdkEvent) =>
    captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ time: now, ...event }],
    });
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 21, 12);
    emulator = await startEmulator({ port: 0, clock: () => now });
    await capture({
      type: 'TypeError',
      value: 'no cart',
      release: 'shop@1.0.0',
    });
    id = emulator.issues('acme', 'shop-web')[0].id;
  });
  afterEach(() => emulator.close());

  const again = (event: SdkEvent = {}) =>
    capture({ type: 'TypeError', value: 'no cart', ...event });
  const change = (body: object, token?: string) =>
    put(emulator, `${issues}${id}/`, body, token);
  const read = async () => (await call(emulator, `${issues}${id}/`)).body;
  const types = async () =>
    (await read()).activity.map((entry: { type: string }) => entry.type);

  it('is answered with the issue, without what only the detail has', async () => {
    const { status, body } = await change({ status: 'resolved' });
    expect([status, body.status, body.substatus]).toEqual([
      200,
      'resolved',
      null,
    ]);
    expect(body.id).toBe(id);
    expect(body).not.toHaveProperty('activity');
  });

  it('assigns to members and teams of other projects where membership is open', async () => {
    await emulator.close();
    const world = defaultWorld();
    const organizations = world.organizations.map(organization => ({
      ...organization,
      openMembership: true,
    }));
    emulator = await startEmulator({
      port: 0,
      clock: () => now,
      world: { ...world, organizations },
    });
    await again();
    id = emulator.issues('acme', 'shop-web')[0].id;
    expect((await change({ assignedTo: 'user:502' })).status).toBe(200);
    expect((await read()).assignedTo).toMatchObject({
      type: 'user',
      id: '502',
    });
    expect((await change({ assignedTo: 'team:102' })).status).toBe(200);
    expect((await read()).assignedTo).toMatchObject({
      type: 'team',
      id: '102',
    });
  });

  it('needs the scope, and says which', async () => {
    const refused = await change({ status: 'resolved' }, demoToken('default'));
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toContain(
      'scope="event:admin event:write"',
    );
    expect((await read()).status).toBe('unresolved');
  });

  it.each([
    [{ status: 'done' }, { status: ['"done" is not a valid choice.'] }],
    [
      { status: 'ignored', statusDetails: { ignoreCount: 'many' } },
      { statusDetails: { ignoreCount: ['A valid integer is required.'] } },
    ],
    [{ hasSeen: 'maybe' }, { hasSeen: ['Must be a valid boolean.'] }],
    [{ assignedTo: null }, { assignedTo: ['This field may not be null.'] }],
    [{ assignedTo: 'nobody' }, { assignedTo: ['Unknown actor input'] }],
    [{ assignedTo: 'lior' }, { assignedTo: ['Unknown actor input'] }],
    [
      { assignedTo: 'user:502' },
      { assignedTo: ['Cannot assign to non-team member'] },
    ],
    [
      { assignedTo: 'team:102' },
      { assignedTo: ['Cannot assign to a team without access to the project'] },
    ],
    [
      { status: 'resolved', statusDetails: { inRelease: 'shop@9.9.9' } },
      {
        statusDetails: {
          inRelease: ['Unable to find a release with the given version.'],
        },
      },
    ],
    [
      {
        status: 'resolved',
        statusDetails: {
          inCommit: { commit: 'c0ffee', repository: 'acme/shop' },
        },
      },
      { statusDetails: { inCommit: ['Unable to find the given commit.'] } },
    ],
  ])('%j is refused, and changes nothing', async (body, errors) => {
    const before = await read();
    const refused = await change({ priority: 'low', ...body });
    expect([refused.status, refused.body]).toEqual([400, errors]);
    expect(await read()).toEqual(before);
  });

  it('resolved: the next event is a regression', async () => {
    await change({ status: 'resolved' });
    await again();
    expect(await read()).toMatchObject({
      status: 'unresolved',
      substatus: 'regressed',
      statusDetails: {},
    });
    expect(await types()).toEqual([
      'set_regression',
      'set_resolved',
      'first_seen',
    ]);
  });

  it('resolved in the next release: events of the releases until now are none', async () => {
    const { body } = await change({ status: 'resolvedInNextRelease' });
    expect([body.status, body.statusDetails]).toMatchObject([
      'resolved',
      { inNextRelease: true },
    ]);
    await again({ release: 'shop@1.0.0' });
    await again({ release: undefined });
    expect((await read()).status).toBe('resolved');
    await again({ release: 'shop@1.1.0' });
    expect((await read()).substatus).toBe('regressed');
  });

  it('resolved in the next release, it names that release once there is one', async () => {
    await change({
      status: 'resolved',
      statusDetails: { inNextRelease: true },
    });
    emulator.addRelease('acme', { version: 'shop@1.1.0', projects: ['11'] });
    expect((await read()).statusDetails).toMatchObject({
      inRelease: 'shop@1.1.0',
    });
  });

  it('resolved in a release: older ones may still fail', async () => {
    for (const version of ['shop@1.2.0', 'shop@1.10.0']) {
      emulator.addRelease('acme', { version, projects: ['shop-web'] });
    }
    await change({
      status: 'resolved',
      statusDetails: { inRelease: 'shop@1.10.0' },
    });
    await again({ release: 'shop@1.2.0' });
    expect(await read()).toMatchObject({
      status: 'resolved',
      statusDetails: { inRelease: 'shop@1.10.0' },
    });
    await again({ release: 'shop@1.10.0' });
    expect((await read()).substatus).toBe('regressed');
  });

  it('resolved in a commit: the release that has it must not fail', async () => {
    emulator.addRelease('acme', {
      version: 'shop@1.1.0',
      projects: ['shop-web'],
      commits: [
        {
          id: 'c0ffee',
          message: 'Fix the cart',
          repository: 'acme/shop',
          author: { name: 'Ada Park', email: 'ada@example.com' },
          timestamp: now,
        },
      ],
    });
    const { body } = await change({
      status: 'resolved',
      statusDetails: {
        inCommit: { commit: 'c0ffee', repository: 'acme/shop' },
      },
    });
    expect(body.statusDetails).toMatchObject({ inCommit: 'c0ffee' });
    await again({ release: 'shop@1.0.0' });
    expect((await read()).status).toBe('resolved');
    await again({ release: 'shop@1.1.0' });
    expect((await read()).status).toBe('unresolved');
  });

  it('archived for a time: it comes back when that is over, without an event', async () => {
    const { body } = await change({
      status: 'ignored',
      substatus: 'archived_until_condition_met',
      statusDetails: { ignoreDuration: 30 },
    });
    expect(body).toMatchObject({
      status: 'ignored',
      substatus: 'archived_until_condition_met',
      statusDetails: { ignoreUntil: new Date(now + 30 * minute).toISOString() },
    });
    now += 29 * minute;
    expect((await read()).status).toBe('ignored');
    now += minute;
    expect(await read()).toMatchObject({
      status: 'unresolved',
      substatus: 'ongoing',
    });
  });

  it('archived until so many events: it comes back as escalating, and says from what', async () => {
    await change({ status: 'ignored', statusDetails: { ignoreCount: 2 } });
    now += minute;
    await again();
    expect((await read()).substatus).toBe('archived_until_condition_met');
    await again();
    const { body } = await call(emulator, `${issues}${id}/?expand=inbox`);
    expect(body).toMatchObject({
      status: 'unresolved',
      substatus: 'escalating',
      inbox: { reason: 7, reason_details: { count: 2, until: null } },
    });
    expect(await types()).toContain('set_escalating');
  });

  it('archived until so many users in a while: those of before do not count', async () => {
    await change({
      status: 'ignored',
      statusDetails: { ignoreUserCount: 2, ignoreUserWindow: 60 },
    });
    now += minute;
    await again({ user: '1' });
    now += 61 * minute;
    await again({ user: '2' });
    expect((await read()).status).toBe('ignored');
    await again({ user: '3' });
    expect((await read()).status).toBe('unresolved');
  });

  it('archived until it escalates', async () => {
    const { body } = await change({ status: 'ignored' });
    expect(body.substatus).toBe('archived_until_escalating');
    for (let count = 0; count < 12; count += 1) {
      await again();
    }
    expect(await read()).toMatchObject({
      status: 'unresolved',
      substatus: 'escalating',
    });
  });

  it.each([
    [
      { status: 'resolved' },
      { status: 'resolved', statusDetails: { inNextRelease: true } },
    ],
    [
      { status: 'ignored', substatus: 'archived_forever' },
      { status: 'ignored', substatus: 'archived_until_escalating' },
    ],
  ])('is %j already: passed over when it is to be %j', async (is, asked) => {
    await change(is);
    const before = await read();
    const { status } = await change(asked);
    expect(status).toBe(200);
    expect(await read()).toEqual(before);
    const bulk = await put(emulator, `${issues}?id=${id}`, asked);
    expect([bulk.status, bulk.body]).toMatchObject([200, asked]);
    expect(await read()).toEqual(before);
  });

  it.each([
    ['user:503', { type: 'user', id: '503', name: 'Mira Okafor' }],
    ['503', { type: 'user', id: '503' }],
    ['mira', { type: 'user', id: '503' }],
    ['mira@example.com', { type: 'user', email: 'mira@example.com' }],
    ['team:101', { type: 'team', id: '101', name: 'storefront' }],
  ])('assigned to %s', async (assignedTo, expected) => {
    const { body } = await change({ assignedTo });
    expect(body.assignedTo).toMatchObject(expected);
    expect((await change({ assignedTo: '' })).body.assignedTo).toBeNull();
    expect(await types()).toEqual(['unassigned', 'assigned', 'first_seen']);
  });

  it('by a user: it is theirs in status, activity, participants and views', async () => {
    const jonas = addUserToken(emulator, '502');
    await change(
      { status: 'resolved', hasSeen: true, isBookmarked: true },
      jonas,
    );
    const { body } = await call(emulator, `${issues}${id}/`, jonas);
    expect(body).toMatchObject({
      hasSeen: true,
      isBookmarked: true,
      isSubscribed: true,
      statusDetails: { actor: { id: '502', name: 'Jonas Weber' } },
      seenBy: [{ id: '502' }],
      participants: [{ type: 'user', id: '502' }],
    });
    expect(body.activity[0]).toMatchObject({
      type: 'set_resolved',
      user: { id: '502' },
    });
    expect(await read()).toMatchObject({ hasSeen: false, isSubscribed: false });
  });

  it('assigned to me: that is found by the one who asks', async () => {
    await change({ assignedTo: 'ada' });
    const found = async (user: string) =>
      (
        await call(
          emulator,
          `${issues}?query=assigned:me`,
          addUserToken(emulator, user),
        )
      ).body.length;
    expect([await found('501'), await found('502')]).toEqual([1, 0]);
  });

  it('reviewed: it is out of the inbox', async () => {
    await change({ inbox: false, priority: 'low' });
    const { body } = await call(emulator, `${issues}${id}/?expand=inbox`);
    expect([body.inbox, body.priority]).toEqual([null, 'low']);
  });
});
