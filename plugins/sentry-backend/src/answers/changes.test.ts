import { mockServices } from '@backstage/backend-test-utils';
import { FakeCache } from '../__testUtils__/FakeCache';
import {
  announceChanges,
  followChanges,
  ProjectChanges,
  type IssuesChanged,
} from './changes';
import { SharedStore } from './SharedStore';

const acme = { baseUrl: 'https://sentry.example.com', organization: 'acme' };
const web = { ...acme, projects: ['11'] };
const pay = { ...acme, projects: ['12'] };
const both = { ...acme, projects: ['11', '12'] };
const START = 1_000_000;

function setup() {
  let now = START;
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
      const announced: IssuesChanged[] = [];
      const { skewMs = 0, shares = true } = options;
      const changes = new ProjectChanges({
        store: shares ? store : undefined,
        keptMs: 60_000,
        announce: changed => announced.push(changed),
        clock: () => clock() + skewMs,
      });
      return { changes, announced };
    },
  };
}

describe('ProjectChanges', () => {
  it('knows when a project was last changed, and of no other', async () => {
    const { replica, pass } = setup();
    const { changes } = replica();
    expect(await changes.changedAt(web)).toBe(0);
    await changes.record(web);
    expect(await changes.changedAt(web)).toBe(START);
    pass(10);
    await changes.record(web);
    expect(await changes.changedAt(web)).toBe(START + 10);
    expect(await changes.changedAt(pay)).toBe(0);
    expect(await changes.changedAt({ ...web, organization: 'eu' })).toBe(0);
    expect(await changes.changedAt({ ...web, baseUrl: 'https://b' })).toBe(0);
  });

  it('takes the last change of any of several projects', async () => {
    const { replica, pass } = setup();
    const { changes } = replica();
    await changes.record(web);
    pass(10);
    await changes.record(pay);
    expect(await changes.changedAt(both)).toBe(START + 10);
  });

  it('knows of a change of another replica by an event at once', async () => {
    const { replica, pass } = setup();
    const here = replica();
    const there = replica({ shares: false, skewMs: -30_000 });
    await here.changes.record(web);
    pass(5);
    here.announced.forEach(changed => there.changes.apply(changed));
    // By its own clock, so that what it has kept is older.
    expect(await there.changes.changedAt(web)).toBe(START + 5 - 30_000);
  });

  it('knows of it by the marker within a second, once', async () => {
    const { replica, pass } = setup();
    const [here, there] = [replica(), replica({ skewMs: -30_000 })];
    expect(await there.changes.changedAt(web)).toBe(0);
    await here.changes.record(web);
    pass(999);
    expect(await there.changes.changedAt(web)).toBe(0);
    pass(1);
    const known = START + 1_000 - 30_000;
    expect(await there.changes.changedAt(web)).toBe(known);
    pass(5_000);
    expect(await there.changes.changedAt(web)).toBe(known);
  });

  it('takes a change that came by event and by marker for one', async () => {
    const { replica, pass } = setup();
    const [here, there] = [replica(), replica()];
    await here.changes.record(web);
    here.announced.forEach(changed => there.changes.apply(changed));
    here.announced.forEach(changed => here.changes.apply(changed));
    pass(5_000);
    here.announced.forEach(changed => here.changes.apply(changed));
    expect(await there.changes.changedAt(web)).toBe(START);
    expect(await here.changes.changedAt(web)).toBe(START);
  });

  it('knows at a replica that starts later', async () => {
    const { replica } = setup();
    await replica().changes.record(web);
    expect(await replica().changes.changedAt(web)).toBeGreaterThan(0);
  });

  it('looks once a second for each project, whoever asks', async () => {
    const { replica, cache, pass } = setup();
    const get = jest.spyOn(cache, 'get');
    const { changes } = replica();
    await Promise.all([changes.changedAt(web), changes.changedAt(web)]);
    await changes.changedAt(both);
    pass(999);
    await changes.changedAt(both);
    expect(get).toHaveBeenCalledTimes(2);
    pass(1);
    await changes.changedAt(both);
    expect(get).toHaveBeenCalledTimes(4);
  });

  it('loses no change of two replicas that write at once', async () => {
    const { replica } = setup();
    const [one, other, third] = [replica(), replica(), replica()];
    await Promise.all([one.changes.record(web), other.changes.record(pay)]);
    expect(await third.changes.changedAt(web)).toBeGreaterThan(0);
    expect(await third.changes.changedAt(pay)).toBeGreaterThan(0);
  });

  it('names each change anew, also within one millisecond', async () => {
    const { changes, announced } = setup().replica();
    await changes.record(web);
    await changes.record(web);
    expect(new Set(announced.map(({ marker }) => marker)).size).toBe(2);
  });

  it('makes nothing old for ever where the clock was set back', async () => {
    const { replica, pass } = setup();
    const { changes } = replica();
    await changes.record(web);
    pass(-500_000);
    expect(await changes.changedAt(web)).toBe(0);
  });

  it('does without a store that fails', async () => {
    const { replica, cache } = setup();
    const { changes } = replica();
    cache.failure = new Error('down');
    await changes.record(web);
    expect(await changes.changedAt(web)).toBe(START);
  });
});

describe('the events of changes', () => {
  it('reach every other replica', async () => {
    const events = mockServices.events();
    const [one, other] = [0, 1].map(
      () =>
        new ProjectChanges({
          keptMs: 60_000,
          announce: announceChanges(events, mockServices.logger.mock()),
        }),
    );
    await followChanges(events, other);
    await one.record(web);
    expect(await other.changedAt(web)).toBeGreaterThan(0);
  });

  const event = { ...web, marker: START };
  it.each([
    ['a change', event, 1],
    ['no payload', undefined, 0],
    ['text', 'text', 0],
    ['another payload', { action: 'created', data: {} }, 0],
    ['a long id', { ...event, projects: ['1'.repeat(65)] }, 0],
    ['a long name', { ...event, organization: 'a'.repeat(201) }, 0],
    ['a long address', { ...event, baseUrl: 'a'.repeat(2_001) }, 0],
    ['no marker', { ...event, marker: undefined }, 0],
  ])('of %s are taken over so often', async (_, eventPayload, times) => {
    const events = mockServices.events.mock();
    const changes = new ProjectChanges({ keptMs: 1_000 });
    const apply = jest.spyOn(changes, 'apply');
    await followChanges(events, changes);
    const [{ id, topics, onEvent }] = events.subscribe.mock.calls[0];
    expect(topics).toEqual(['sentry.changes']);
    await followChanges(events, changes);
    expect(events.subscribe.mock.calls[1][0].id).not.toBe(id);
    await onEvent({ topic: topics[0], eventPayload });
    expect(apply).toHaveBeenCalledTimes(times);
  });
});
