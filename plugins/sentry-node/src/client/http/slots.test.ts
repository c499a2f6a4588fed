import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { FakeClock } from '../../__testUtils__/fakeClock';
import { SentryProblemError } from '../../problems';
import { FairSlots, type SlotRequest } from './slots';
import { EndpointRate } from './rates';

const subject = { instance: 'default', host: 'sentry.test' };
const problem = (code: SentryProblem['code']) =>
  new SentryProblemError({ code, message: 'Planted.' });
const unlimited = new EndpointRate('default GET', { isKnown: false });

/** Calls that end when the test says so, and the order in which they began. */
function setup(size = 5) {
  const clock = new FakeClock();
  const slots = new FairSlots({ ...clock, size });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const call = (
    id: string,
    options: Partial<SlotRequest> & { isBackground?: boolean } = {},
  ) => {
    const { isBackground, ...rest } = options;
    return slots.run(
      {
        asker: { id, isBackground },
        isWrite: false,
        rate: unlimited,
        deadline: clock.now() + 30_000,
        subject,
        ...rest,
      },
      () => {
        begun.push(id);
        return new Promise<void>(resolve => {
          ends.push(resolve);
        });
      },
    );
  };
  const many = (id: string, count: number, options?: Partial<SlotRequest>) =>
    Promise.allSettled(Array.from({ length: count }, () => call(id, options)));
  const settle = () => new Promise(resolve => setImmediate(resolve));
  return {
    clock,
    slots,
    begun,
    call,
    many,
    settle,
    /** Ends the call that began first of those under way. */
    endOne: async () => {
      ends.shift()?.();
      await settle();
    },
    endAll: async () => {
      while (ends.length) {
        ends.splice(0).forEach(end => end());
        await settle();
      }
    },
    underWay: () => ends.length,
  };
}

describe('FairSlots', () => {
  it('has never more under way than there are slots', async () => {
    const { many, settle, underWay, endOne, endAll } = setup(3);
    many('ada', 4);
    many('bob', 4);
    await settle();
    expect(underWay()).toBe(3);
    await endOne();
    expect(underWay()).toBe(3);
    await endAll();
    expect(underWay()).toBe(0);
  });

  it('lets callers take turns, however many calls each has', async () => {
    const { many, begun, settle, endOne } = setup(1);
    many('hog', 100);
    many('ada', 2);
    many('bob', 1);
    await settle();
    for (let i = 0; i < 5; i++) {
      await endOne();
    }
    expect(begun).toEqual(['hog', 'hog', 'ada', 'bob', 'hog', 'ada']);
  });

  it('keeps a slot free from a caller with many waiting', async () => {
    const { many, call, begun, settle, endOne, underWay } = setup(5);
    many('hog', 300);
    await settle();
    expect(underWay()).toBe(5);
    await endOne();
    expect(underWay()).toBe(4);
    call('ada');
    await settle();
    expect(begun.at(-1)).toBe('ada');
  });

  it('starts what changes something before what others wait for, and that before background work', async () => {
    const { call, begun, settle, endOne } = setup(1);
    call('first');
    call('facts', { isBackground: true });
    call('ada');
    call('bob', { isWrite: true });
    await settle();
    await endOne();
    await endOne();
    await endOne();
    expect(begun).toEqual(['first', 'bob', 'ada', 'facts']);
  });

  it('leaves a slot to people from background work', async () => {
    const { call, begun, settle } = setup(2);
    call('facts', { isBackground: true });
    call('facts', { isBackground: true });
    await settle();
    expect(begun).toEqual(['facts']);
    call('ada');
    await settle();
    expect(begun).toEqual(['facts', 'ada']);
  });

  it('refuses what a caller wants beyond the longest queue, and says when to come back', async () => {
    const { many, call, settle, endAll } = setup(5);
    const flood = many('hog', 205);
    await settle();
    const refused = call('hog');
    await expect(refused).rejects.toMatchObject({
      reason: 'queue-full',
      code: 'RATE_LIMITED',
      retryAfterSeconds: 20,
      message: 'Too many of your requests are waiting for sentry.test.',
    });
    const ada = call('ada');
    await endAll();
    await expect(ada).resolves.toBeUndefined();
    expect((await flood).map(({ status }) => status)).not.toContain('rejected');
  });

  it('refuses at once what its rate can not take in time', async () => {
    const { many, settle, endAll, clock } = setup(5);
    const rate = new EndpointRate('getIssue GET', { isKnown: true });
    const results = many('ada', 200, { rate });
    await settle();
    for (let i = 0; i < 400; i++) {
      await endAll();
      clock.pass(100);
    }
    const refused = (await results).flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    expect(refused.length).toBeGreaterThanOrEqual(45);
    expect(refused.length).toBeLessThanOrEqual(65);
    for (const reason of refused) {
      expect(reason).toMatchObject({
        code: 'RATE_LIMITED',
        retryAfterSeconds: expect.any(Number),
      });
    }
  });

  it('holds no slot while a call waits for its rate, so that other calls go on', async () => {
    const { many, call, begun, settle, endAll, clock, underWay } = setup(2);
    const rate = new EndpointRate('getIssue GET', { isKnown: true });
    many('ada', 8, { rate });
    await settle();
    await endAll();
    expect([begun.length, underWay()]).toEqual([5, 0]);
    call('ada');
    await settle();
    expect(begun).toHaveLength(6);
    await endAll();
    clock.pass(1_100);
    await settle();
    await endAll();
    expect(begun).toHaveLength(9);
  });

  it('refuses calls that wait beyond the deadline', async () => {
    const { call, many, settle, clock } = setup(1);
    call('hog');
    const late = many('ada', 3);
    await settle();
    clock.pass(30_000);
    const refused = await late;
    expect(refused).toEqual(
      Array(3).fill({
        status: 'rejected',
        reason: expect.objectContaining({ code: 'UPSTREAM_TIMEOUT' }),
      }),
    );
    expect(refused).toEqual(
      Array(3).fill({
        status: 'rejected',
        reason: expect.objectContaining({ reason: 'queue-full' }),
      }),
    );
  });

  it('refuses those at once whom a pause keeps beyond their deadline', async () => {
    const { call, settle, endOne, clock } = setup(1);
    const rate = new EndpointRate('default GET', { isKnown: false });
    call('ada', { rate });
    const second = call('bob', {
      rate,
      deadline: clock.now() + 5_000,
    }).catch(error => error);
    await settle();
    const headers = new Headers({ 'retry-after': '20' });
    rate.noteAnswer(
      { status: 429, headers, body: { kind: 'empty' } },
      clock.now(),
    );
    await endOne();
    expect(await second).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 20,
    });
  });

  it.each([
    ['back', undefined, 3, undefined],
    ['still down', problem('UPSTREAM_UNAVAILABLE'), 1, 'UPSTREAM_UNAVAILABLE'],
  ])(
    'lets all who come at once wait for the one that finds the server %s',
    async (_, failure, count, code) => {
      const { slots, clock, many, begun, settle, endOne, endAll } = setup(5);
      const down = problem('UPSTREAM_UNAVAILABLE');
      [1, 2, 3].forEach(() => slots.breaker.note(down));
      clock.pass(400);
      const results = many('ada', 3);
      await settle();
      expect(begun).toHaveLength(1);
      slots.breaker.note(failure);
      await endOne();
      await endAll();
      expect(begun).toHaveLength(count);
      const [, second] = await results;
      expect(second.status === 'rejected' && second.reason.code).toBe(
        code ?? false,
      );
    },
  );

  it('lets calls wait a second at most for that', async () => {
    const { slots, clock, many, begun, settle } = setup(5);
    const down = problem('UPSTREAM_UNAVAILABLE');
    [1, 2, 3].forEach(() => slots.breaker.note(down));
    clock.pass(400);
    many('ada', 2);
    await settle();
    clock.pass(1_000);
    await settle();
    expect(begun).toHaveLength(2);
  });

  it('does not start what its caller has given up', async () => {
    const { call, begun, settle, endOne } = setup(1);
    const controller = new AbortController();
    call('ada');
    const waiting = call('bob', { signal: controller.signal }).catch(
      error => error,
    );
    controller.abort(new Error('enough'));
    await settle();
    await endOne();
    expect(await waiting).toMatchObject({ message: 'enough' });
    expect(begun).toEqual(['ada']);
  });
});
