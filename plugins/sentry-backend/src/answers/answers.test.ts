import { AnswerCache } from './AnswerCache';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { CacheFacts } from '../cache/types';
import { compose } from './compose';
import { mockServices } from '@backstage/backend-test-utils';
import { timeMachine } from '../__testUtils__/timeMachine';
import { FakeCache } from '../__testUtils__/FakeCache';
import { ProjectChanges, type IssuesChanged } from './changes';
import { SharedStore } from '../cache/SharedStore';

const time = timeMachine();
const requests = { add: jest.fn() };
const composed = (payload: object, freshUntil = Infinity) => ({
  payload,
  freshUntil,
  result: 'miss' as const,
});

describe('AnswerCache', () => {
  beforeEach(() => requests.add.mockClear());

  it('sends the same bytes again without making them', async () => {
    const answers = new AnswerCache({ maxBytes: 10_000, requests });
    const make = jest.fn(async () => composed({ items: ['ä'] }));
    const first = await answers.get('issues', 'key', make);
    const second = await answers.get('issues', 'key', make);
    expect(second.body).toBe(first.body);
    expect(first.body.toString('utf8')).toBe('{"items":["ä"]}');
    expect(make).toHaveBeenCalledTimes(1);
    expect(requests.add.mock.calls).toEqual([
      [1, { kind: 'issues', result: 'miss' }],
      [1, { kind: 'issues', result: 'fresh' }],
    ]);
  });

  it('tags equal bodies equally and others differently', async () => {
    const answers = new AnswerCache({ maxBytes: 10_000 });
    const tag = async (key: string, payload: object) =>
      (await answers.get('issues', key, async () => composed(payload))).etag;
    expect(await tag('a', { stale: false })).toBe(
      await tag('b', { stale: false }),
    );
    expect(await tag('c', { stale: true })).not.toBe(
      await tag('a', { stale: false }),
    );
  });

  it('lets those that ask at once share one answer', async () => {
    const answers = new AnswerCache({ maxBytes: 10_000, requests });
    const make = jest.fn(async () => composed({}, 0));
    await Promise.all(
      Array.from({ length: 50 }, () => answers.get('issues', 'key', make)),
    );
    expect(make).toHaveBeenCalledTimes(1);
    expect(requests.add).toHaveBeenCalledWith(1, {
      kind: 'issues',
      result: 'shared',
    });
  });

  it('makes the answer anew once it is no longer fresh', async () => {
    const answers = new AnswerCache({ maxBytes: 10_000 });
    const make = jest.fn(async () => composed({}, Date.now() + 60_000));
    await answers.get('issues', 'key', make);
    time.pass(50_000);
    await answers.get('issues', 'key', make);
    expect(make).toHaveBeenCalledTimes(1);
    time.pass(10_000);
    await answers.get('issues', 'key', make);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('remembers no failure', async () => {
    const answers = new AnswerCache({ maxBytes: 10_000 });
    await expect(
      answers.get('issues', 'key', () => Promise.reject(new Error('down'))),
    ).rejects.toThrow('down');
    await expect(
      answers.get('issues', 'key', async () => composed({})),
    ).resolves.toMatchObject({ etag: expect.stringMatching(/^W\/".+"$/) });
  });
});

const down: SentryProblem = { code: 'UPSTREAM_UNAVAILABLE', message: 'down' };
const missing: SentryProblem = { code: 'PROJECT_NOT_FOUND', message: 'gone' };

const fact = (facts: Partial<CacheFacts> = {}): CacheFacts => ({
  fetchedAt: Date.now(),
  freshUntil: Date.now() + 60_000,
  stale: false,
  result: 'fresh',
  ...facts,
});

const metaOf = (used: CacheFacts[], problems: SentryProblem[] = []) => {
  const { payload } = compose({
    content: {},
    used,
    problems,
    isPartial: false,
  });
  const { fetchedAt: _, ...meta } = payload;
  return meta;
};

describe('what an answer says of itself', () => {
  it.each<[string, CacheFacts[], SentryProblem[], object]>([
    ['whole and new', [fact()], [], { stale: false, problems: [] }],
    [
      'old until it is renewed',
      [fact(), fact({ stale: true })],
      [],
      { stale: true, problems: [] },
    ],
    [
      'old, since it can’t be renewed',
      [fact({ stale: true, problem: down })],
      [],
      { stale: true, problems: [down] },
    ],
    [
      'new, and not whole',
      [fact()],
      [missing],
      { stale: false, problems: [missing], partial: true },
    ],
    [
      'not whole, and old until it is renewed',
      [fact({ stale: true })],
      [missing],
      { stale: true, problems: [missing], partial: true },
    ],
  ])('is that it is %s', (_what, used, problems, meta) => {
    expect(metaOf(used, problems)).toEqual(meta);
  });

  it('is as old as the oldest of what it was made from', () => {
    const { payload, freshUntil } = compose({
      content: {},
      used: [
        fact({ fetchedAt: 1_000, freshUntil: 9_000 }),
        fact({ fetchedAt: 2_000, freshUntil: 5_000 }),
      ],
      problems: [],
      isPartial: false,
    });
    expect(payload.fetchedAt).toBe(new Date(1_000).toISOString());
    expect(freshUntil).toBe(5_000);
  });
});

const acme = { baseUrl: 'https://sentry.example.com' };
const web = { ...acme, projects: ['11'] };
const pay = { ...acme, projects: ['12'] };
const both = { ...acme, projects: ['11', '12'] };
const issue = { ...web, kind: 'issue' } as const;
const START = 1_000_000;

function setup() {
  let now = START;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  const cache = new FakeCache();
  const logger = mockServices.logger.mock();
  const store = new SharedStore({ cache, logger });
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
        clock: () => now + skewMs,
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
    pass(2);
    const known = START + 1_001 - 30_000;
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

  it('looks once a second for each project', async () => {
    const { replica, cache, pass } = setup();
    const get = jest.spyOn(cache, 'get');
    const { changes } = replica();
    await Promise.all([changes.changedAt(web), changes.changedAt(web)]);
    await changes.changedAt(both);
    pass(999);
    await changes.changedAt(both);
    expect(get).toHaveBeenCalledTimes(2);
    pass(2);
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

  it('counts the first of many reports at once, and the last a second later', async () => {
    const { replica, pass } = setup();
    const { changes } = replica();
    expect(changes.reportedAt(web)).toBe(0);
    changes.report(issue);
    for (let count = 0; count < 499; count += 1) {
      pass(1);
      changes.report(issue);
      expect(changes.reportedAt(web)).toBe(START);
    }
    expect(changes.reportedAt(pay)).toBe(0);
    pass(501);
    expect(changes.reportedAt(both)).toBe(START + 499);
    pass(5_000);
    expect(changes.reportedAt(web)).toBe(START + 499);
    changes.report(issue);
    expect(changes.reportedAt(web)).toBe(START + 6_000);
    // A report is no change of the viewer's own.
    expect(await changes.changedAt(web)).toBe(0);
    pass(-500_000);
    expect(changes.reportedAt(web)).toBe(0);
    changes.report(issue);
    expect(changes.reportedAt(web)).toBe(START + 6_000 - 500_000);
  });

  it('counts reports of events twice a minute, and one of an issue meanwhile', () => {
    const { replica, pass } = setup();
    const { changes } = replica();
    const counted = new Set<number>();
    for (let second = 0; second < 60; second += 1) {
      changes.report({ ...web, kind: 'events' });
      counted.add(changes.reportedAt(web));
      pass(1_000);
    }
    expect([...counted]).toEqual([START, START + 30_000]);
    changes.report(issue);
    expect(changes.reportedAt(web)).toBe(START + 60_000);
  });

  it('takes the regions of sentry.io for one server', () => {
    const { changes } = setup().replica();
    changes.report({ ...issue, baseUrl: 'https://de.sentry.io' });
    expect(changes.reportedAt({ ...web, baseUrl: 'https://sentry.io' })).toBe(
      START,
    );
  });

  it('does without a store that fails', async () => {
    const { replica, cache } = setup();
    const { changes } = replica();
    cache.failure = new Error('down');
    await changes.record(web);
    expect(await changes.changedAt(web)).toBe(START);
  });
});
