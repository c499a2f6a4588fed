import { mockServices } from '@backstage/backend-test-utils';
import { FakeCache } from '../../__testUtils__/FakeCache';
import { SharedStore } from '../SharedStore';
import { ChangeLog, type IssuesChanged } from './ChangeLog';
import { announceChanges, followChanges } from './followChanges';

const acme = { baseUrl: 'https://sentry.example.com', organization: 'acme' };
const web = { ...acme, projects: ['11'] };
const pay = { ...acme, projects: ['12'] };
const both = { ...acme, projects: ['11', '12'] };

function setup() {
  let now = 1_000_000;
  const clock = () => now;
  const cache = new FakeCache();
  const logger = mockServices.logger.mock();
  const store = SharedStore.create({ cache, logger, clock });
  return {
    cache,
    pass: (ms: number) => {
      now += ms;
    },
    replica: (options: { skewMs?: number; shares?: boolean } = {}) => {
      const heard: IssuesChanged[] = [];
      const { skewMs = 0, shares = true } = options;
      const log = ChangeLog.create({
        store: shares ? store : undefined,
        keptMs: 60_000,
        announce: changed => heard.push(changed),
        clock: () => clock() + skewMs,
      });
      return { log, heard };
    },
  };
}

describe('ChangeLog', () => {
  it('has no version before any change, and another one after each', async () => {
    const { log } = setup().replica();
    expect(await log.versionOf(web)).toBeUndefined();
    await log.note(web);
    const first = await log.versionOf(web);
    await log.note(web);
    const second = await log.versionOf(web);
    expect(new Set([undefined, first, second]).size).toBe(3);
    expect(await log.versionOf(pay)).toBeUndefined();
    expect(await log.versionOf({ ...web, organization: 'eu' })).toBeUndefined();
  });

  it('goes with the change of any of several projects', async () => {
    const { log } = setup().replica();
    await log.note(web);
    const before = await log.versionOf(both);
    await log.note(pay);
    expect(await log.versionOf(both)).not.toBe(before);
  });

  it('is the same at a replica that hears of it, and at one that looks', async () => {
    const { replica, pass } = setup();
    const [here, hearing, looking] = [
      replica(),
      replica({ shares: false }),
      replica(),
    ];
    await looking.log.versionOf(web);
    await here.log.note(web);
    here.heard.forEach(changed => hearing.log.hear(changed));
    const version = await here.log.versionOf(web);
    expect(version).toBeDefined();
    expect(await hearing.log.versionOf(web)).toBe(version);
    pass(1_000);
    expect(await looking.log.versionOf(web)).toBe(version);
  });

  it('looks once a second, whoever asks', async () => {
    const { replica, cache } = setup();
    const get = jest.spyOn(cache, 'get');
    const { log } = replica();
    await Promise.all([log.versionOf(web), log.versionOf(pay)]);
    await log.versionOf(both);
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('changes where the clock of whoever is later is behind', async () => {
    const { replica } = setup();
    const [ahead, behind] = [replica({ skewMs: 60_000 }), replica()];
    await ahead.log.note(web);
    const before = await ahead.log.versionOf(web);
    await behind.log.note(web);
    behind.heard.forEach(changed => ahead.log.hear(changed));
    expect(await ahead.log.versionOf(web)).not.toBe(before);
  });

  it('loses no change of two replicas that write over each other', async () => {
    const { replica, pass } = setup();
    const [one, other, third] = [replica(), replica(), replica()];
    await Promise.all([one.log.note(web), other.log.note(pay)]);
    pass(1_000);
    expect(await third.log.versionOf(web)).toBeDefined();
    expect(await third.log.versionOf(pay)).toBeDefined();
  });

  it('believes nobody who is from the far future', async () => {
    const { log } = setup().replica();
    log.hear({ ...web, change: { id: 'forged', at: Number.MAX_VALUE } });
    expect(await log.versionOf(web)).toBeUndefined();
    await log.note(web);
    const first = await log.versionOf(web);
    await log.note(web);
    expect(await log.versionOf(web)).not.toBe(first);
  });

  it('forgets what nothing is kept from any more', async () => {
    const { replica, pass, cache } = setup();
    const { log } = replica();
    await log.note(web);
    pass(60_000 + 5 * 60_000 + 1);
    await log.note(pay);
    expect(await log.versionOf(web)).toBeUndefined();
    expect(JSON.stringify([...cache.entries])).not.toContain('\\"11\\"');
  });

  it('takes more projects than it remembers for changed', async () => {
    const { log } = setup().replica();
    const many = Array.from({ length: 600 }, (_, index) => `${index + 1_000}`);
    await log.note(web);
    for (const project of many.slice(0, 3)) {
      await log.note({ ...acme, projects: [project] });
    }
    await log.note({ ...acme, projects: many });
    expect(await log.versionOf(web)).toBeDefined();
    expect(await log.versionOf({ ...acme, projects: ['9'] })).toBeDefined();
  });
});

describe('the events of changes', () => {
  it('reach every other replica', async () => {
    const events = mockServices.events();
    const [one, other] = [0, 1].map(() =>
      ChangeLog.create({
        keptMs: 60_000,
        announce: announceChanges(events, mockServices.logger.mock()),
      }),
    );
    await followChanges(events, other);
    await one.note(web);
    expect(await other.versionOf(web)).toBe(await one.versionOf(web));
  });

  it('of another kind are passed over', async () => {
    const events = mockServices.events();
    const log = ChangeLog.create({ keptMs: 60_000 });
    await followChanges(events, log);
    for (const eventPayload of [
      undefined,
      'text',
      { action: 'created', data: {} },
      { type: 'issues-changed', ...web, change: { id: 1 } },
    ]) {
      await events.publish({ topic: 'sentry', eventPayload });
    }
    expect(await log.versionOf(web)).toBeUndefined();
  });
});
