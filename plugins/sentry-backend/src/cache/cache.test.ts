import { mockServices } from '@backstage/backend-test-utils';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { FakeCache } from '../__testUtils__/FakeCache';
import { SharedStore } from './SharedStore';
import { SourceCache } from './SourceCache';
import { cacheKey } from './keys';

const down = new SentryProblemError({
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'Sentry is down.',
});

function setup(cache = new FakeCache()) {
  let now = 1_000_000;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  const logger = mockServices.logger.mock();
  const replica = () =>
    new SourceCache({
      store: new SharedStore({ cache, logger }),
      logger,
      maxSize: 100_000,
    });
  const load = jest.fn<Promise<string>, []>();
  const request = { key: 'key', ttlMs: 60_000, staleForMs: 900_000, load };
  const pass = (ms: number) => {
    now += ms;
  };
  return { cache, logger, replica, source: replica(), load, request, pass };
}

// Lets work that was started in the background come to its end.
const settle = () => new Promise(resolve => setImmediate(resolve));

afterEach(() => jest.restoreAllMocks());

describe('SourceCache', () => {
  it('asks once within the time to live', async () => {
    const { source, load, request, pass } = setup();
    load.mockResolvedValue('first');
    expect(await source.get(request)).toMatchObject({
      value: 'first',
      stale: false,
      result: 'miss',
    });
    pass(59_999);
    expect(await source.get(request)).toMatchObject({
      value: 'first',
      result: 'fresh',
    });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('lets fifty at once share one question', async () => {
    const { source, load, request } = setup();
    load.mockResolvedValue('first');
    await Promise.all(Array.from({ length: 50 }, () => source.get(request)));
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('refuses only the caller who asked too much', async () => {
    const { source, load, request } = setup();
    const refused = new SentryProblemError(
      {
        code: 'RATE_LIMITED',
        message: 'Too many of your requests wait.',
        retryAfterSeconds: 20,
      },
      { reason: 'queue-full' },
    );
    const mine = { ...request, load: async () => Promise.reject(refused) };
    load.mockResolvedValue('first');
    const [own, joined, late] = await Promise.allSettled([
      source.get(mine),
      source.get(request),
      source.get(request),
    ]);
    expect(own).toEqual({ status: 'rejected', reason: refused });
    expect([joined, late]).toMatchObject(
      Array(2).fill({ status: 'fulfilled', value: { value: 'first' } }),
    );
    expect(load).toHaveBeenCalledTimes(1);

    const other = { ...request, key: 'other' };
    await expect(source.get({ ...mine, key: 'other' })).rejects.toBe(refused);
    expect(await source.get(other)).toMatchObject({ value: 'first' });
  });

  it('serves what is stale while it asks anew, once', async () => {
    const { source, load, request, pass } = setup();
    load.mockResolvedValueOnce('first').mockResolvedValueOnce('second');
    await source.get(request);
    pass(60_000);
    const [stale] = await Promise.all([
      source.get(request),
      source.get(request),
    ]);
    expect(stale).toMatchObject({ value: 'first', stale: true });
    expect(stale.problem).toBeUndefined();
    await settle();
    expect(await source.get(request)).toMatchObject({
      value: 'second',
      stale: false,
    });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('serves what is stale with the problem while Sentry fails, and does not ask at every request', async () => {
    const { source, load, request, pass } = setup();
    load.mockResolvedValueOnce('first').mockRejectedValue(down);
    await source.get(request);
    pass(60_000);
    await source.get(request);
    await settle();
    for (let count = 0; count < 10; count += 1) {
      expect(await source.get(request)).toMatchObject({
        value: 'first',
        stale: true,
        problem: { code: 'UPSTREAM_UNAVAILABLE' },
      });
    }
    expect(load).toHaveBeenCalledTimes(2);

    pass(5_000);
    load.mockResolvedValue('second');
    await source.get(request);
    await settle();
    const renewed = await source.get(request);
    expect(renewed).toMatchObject({ value: 'second', stale: false });
    expect(renewed.problem).toBeUndefined();
  });

  it('leaves a rate-limited Sentry alone for as long as it asks', async () => {
    const { source, load, request, pass } = setup();
    load.mockRejectedValue(
      new SentryProblemError({
        code: 'RATE_LIMITED',
        message: 'Too many requests.',
        retryAfterSeconds: 30,
      }),
    );
    await expect(source.get(request)).rejects.toMatchObject({
      retryAfterSeconds: 30,
    });
    pass(20_000);
    await expect(source.get(request)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 10,
    });
    expect(load).toHaveBeenCalledTimes(1);
    pass(10_000);
    load.mockResolvedValue('first');
    expect(await source.get(request)).toMatchObject({ value: 'first' });
  });

  it.each([
    ['UPSTREAM_UNAVAILABLE', 5_000],
    ['UPSTREAM_TIMEOUT', 5_000],
    ['SCOPE_MISSING', 2_000],
    ['TOKEN_REJECTED', 2_000],
    ['ORGANIZATION_NOT_FOUND', 2_000],
  ] as const)(
    'does not ask at every request while it gets nothing but %s',
    async (code, pause) => {
      const { source, load, request, pass } = setup();
      load.mockRejectedValue(new SentryProblemError({ code, message: 'No.' }));
      for (let count = 0; count < 20; count += 1) {
        await expect(source.get(request)).rejects.toMatchObject({ code });
      }
      pass(pause - 1);
      await expect(source.get(request)).rejects.toMatchObject({ code });
      expect(load).toHaveBeenCalledTimes(1);
      pass(1);
      load.mockResolvedValue('first');
      expect(await source.get(request)).toMatchObject({ value: 'first' });
    },
  );

  it('believes for a shorter time that there is nothing', async () => {
    const { source, pass } = setup();
    const load = jest.fn<Promise<string | null>, []>();
    load.mockResolvedValueOnce(null).mockResolvedValueOnce('first');
    const request = {
      key: 'nullable',
      ttlMs: 600_000,
      nullTtlMs: 60_000,
      staleForMs: 0,
      load,
    };
    pass(0);
    expect((await source.get(request)).value).toBeNull();
    pass(59_999);
    expect((await source.get(request)).value).toBeNull();
    pass(1);
    expect((await source.get(request)).value).toBe('first');
    pass(599_999);
    expect((await source.get(request)).value).toBe('first');
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('says no more that there is nothing while it looks again, where that is asked for', async () => {
    const { source, pass } = setup();
    const load = jest.fn<Promise<string | null>, []>();
    load.mockResolvedValueOnce(null).mockResolvedValueOnce('first');
    const request = {
      key: 'nullable',
      ttlMs: 600_000,
      nullTtlMs: 60_000,
      staleForMs: 600_000,
      nullStaleForMs: 0,
      load,
    };
    expect((await source.get(request)).value).toBeNull();
    pass(60_000);
    expect(await source.get(request)).toMatchObject({
      value: 'first',
      stale: false,
    });
    pass(600_000);
    load.mockResolvedValueOnce('second');
    expect(await source.get(request)).toMatchObject({
      value: 'first',
      stale: true,
    });
  });

  it('does without a shared store', async () => {
    const { logger, load, request } = setup();
    const alone = new SourceCache({ logger, maxSize: 1_000 });
    load.mockResolvedValue('first');
    await alone.get(request);
    expect(await alone.get(request)).toMatchObject({ result: 'fresh' });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('throws the problem when what it has is too old', async () => {
    const { source, load, request, pass } = setup();
    load.mockResolvedValueOnce('first').mockRejectedValue(down);
    await source.get(request);
    pass(960_000);
    await expect(source.get(request)).rejects.toBe(down);
  });

  it('asks each time with a time to live of 0, but still covers a failure', async () => {
    const { source, load, request, pass } = setup();
    load.mockResolvedValueOnce('first').mockResolvedValueOnce('second');
    const now = { ...request, ttlMs: 0 };
    await source.get(now);
    pass(1);
    expect(await source.get(now)).toMatchObject({
      value: 'second',
      stale: false,
    });
    load.mockRejectedValue(down);
    expect(await source.get(now)).toMatchObject({
      value: 'second',
      stale: true,
      problem: { code: 'UPSTREAM_UNAVAILABLE' },
    });
  });

  it('asks anew after the clock was set back, instead of when it has caught up', async () => {
    const { source, load, request, pass } = setup();
    load.mockResolvedValueOnce('first').mockResolvedValueOnce('second');
    await source.get(request);
    pass(-3_600_000);
    expect(await source.get(request)).toMatchObject({ value: 'second' });
  });

  it('tries again after the clock was set back while Sentry was left alone', async () => {
    const { source, load, request, pass } = setup();
    load.mockRejectedValueOnce(
      new SentryProblemError({
        code: 'RATE_LIMITED',
        message: 'Too many requests.',
        retryAfterSeconds: 30,
      }),
    );
    await expect(source.get(request)).rejects.toThrow();
    pass(-3_600_000);
    load.mockResolvedValue('first');
    expect(await source.get(request)).toMatchObject({ value: 'first' });
  });

  it('survives a renewal that fails in an unforeseen way', async () => {
    const { source, load, request, pass } = setup();
    load.mockResolvedValueOnce('first').mockRejectedValue(new TypeError('odd'));
    await source.get(request);
    pass(60_000);
    expect(await source.get(request)).toMatchObject({ value: 'first' });
    await settle();
    expect(await source.get(request)).toMatchObject({ value: 'first' });
  });

  it('shares answers with another replica, and outlives a restart', async () => {
    const { replica, source, load, request } = setup();
    load.mockResolvedValue('first');
    await source.get(request);
    expect(await replica().get(request)).toMatchObject({
      value: 'first',
      result: 'fresh',
    });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('works without the shared store when that fails, and logs nothing of its address', async () => {
    const cache = new FakeCache();
    cache.failure = new Error('connect redis://:planted@cache');
    const { source, load, logger, request } = setup(cache);
    load.mockResolvedValue('first');
    expect(await source.get(request)).toMatchObject({ value: 'first' });
    expect(await source.get(request)).toMatchObject({ result: 'fresh' });
    expect(load).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('planted');
  });

  it('takes no entry of another shape from the shared store', async () => {
    const { cache, source, load, request } = setup();
    await cache.set('key', { something: 'else' });
    load.mockResolvedValue('first');
    expect(await source.get(request)).toMatchObject({ value: 'first' });
  });

  describe('with what is one caller’s own', () => {
    const refused = new SentryProblemError({
      code: 'TOKEN_REJECTED',
      message: 'Sentry refuses the token.',
    });
    const own = () => {
      const parts = setup();
      return { ...parts, request: { ...parts.request, isOwn: true } };
    };

    it('asks anew before it shows it again', async () => {
      const { source, load, request, pass } = own();
      load.mockResolvedValueOnce('first').mockResolvedValueOnce('second');
      await source.get(request);
      pass(60_000);
      expect(await source.get(request)).toMatchObject({
        value: 'second',
        stale: false,
      });
    });

    it('shows it no more once Sentry refuses the caller', async () => {
      const { source, load, request, pass } = own();
      load.mockResolvedValueOnce('first').mockRejectedValue(refused);
      await source.get(request);
      pass(60_000);
      await expect(source.get(request)).rejects.toBe(refused);
      // The second time without asking Sentry.
      await expect(source.get(request)).rejects.toBe(refused);
      expect(load).toHaveBeenCalledTimes(2);
    });

    it('serves it stale while Sentry is down', async () => {
      const { source, load, request, pass } = own();
      load.mockResolvedValueOnce('first').mockRejectedValue(down);
      await source.get(request);
      pass(60_000);
      expect(await source.get(request)).toMatchObject({
        value: 'first',
        stale: true,
        problem: { code: 'UPSTREAM_UNAVAILABLE' },
      });
    });
  });
});

describe('after a change', () => {
  const NOW = 1_000_000;
  const never = () => new Promise<string>(() => {});

  async function kept() {
    const world = setup();
    world.load.mockResolvedValueOnce('before');
    await world.source.get(world.request);
    world.pass(10);
    return { ...world, changed: { ...world.request, changedAt: NOW + 5 } };
  }

  it('the first who asks gets the new value', async () => {
    const { source, load, changed } = await kept();
    load.mockResolvedValueOnce('after');
    const [one, other] = await Promise.all([
      source.get(changed),
      source.get(changed),
    ]);
    expect(one).toMatchObject({ value: 'after', stale: false });
    expect(other).toEqual(one);
    expect(await source.get(changed)).toMatchObject({ result: 'fresh' });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('what was asked for in the millisecond of the change is old', async () => {
    const { source, load, request } = await kept();
    load.mockResolvedValueOnce('after');
    const answer = await source.get({ ...request, changedAt: NOW });
    expect(answer.value).toBe('after');
  });

  it('the old value is served at once, with the problem, where Sentry is down', async () => {
    const { source, load, changed } = await kept();
    load.mockRejectedValue(down);
    for (let count = 0; count < 5; count += 1) {
      expect(await source.get(changed)).toMatchObject({
        value: 'before',
        stale: true,
        problem: { code: 'UPSTREAM_UNAVAILABLE' },
      });
    }
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('the old value is served after a second of silence, and from then on at once', async () => {
    const { source, load, changed, pass } = await kept();
    jest.useFakeTimers({ doNotFake: ['Date'] });
    try {
      load.mockImplementation(never);
      const settled = jest.fn();
      const first = source.get(changed).then(settled);
      await jest.advanceTimersByTimeAsync(999);
      expect(settled).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(1);
      await first;
      expect(settled).toHaveBeenCalledWith(
        expect.objectContaining({ value: 'before', stale: true }),
      );
      pass(1_000);
      expect(await source.get(changed)).toMatchObject({ value: 'before' });
      expect(load).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('many reports while Sentry is slow ask it once', async () => {
    const { source, load, request, pass } = await kept();
    let answer = (_: string) => {};
    load.mockImplementation(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    for (let count = 0; count < 5; count += 1) {
      pass(1_000);
      const reported = { ...request, reportedAt: Date.now() };
      expect(await source.get(reported)).toMatchObject({
        value: 'before',
        stale: true,
      });
    }
    expect(load).toHaveBeenCalledTimes(2);
    // It was asked for before the last report: what comes next asks once more.
    answer('between');
    await settle();
    const last = { ...request, reportedAt: Date.now() };
    expect(await source.get(last)).toMatchObject({ value: 'between' });
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('what was under way at a report is stale', async () => {
    const { source, load, request, pass } = setup();
    let answer = (_: string) => {};
    load.mockImplementation(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    const early = source.get(request);
    await settle();
    pass(10);
    const later = source.get({ ...request, reportedAt: Date.now() });
    await settle();
    answer('before');
    expect(await early).toMatchObject({ value: 'before', stale: false });
    expect(await later).toMatchObject({ value: 'before', stale: true });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('who asks later waits no longer than the first still does', async () => {
    const { source, load, changed, pass } = await kept();
    jest.useFakeTimers({ doNotFake: ['Date'] });
    try {
      load.mockImplementation(never);
      source.get(changed);
      await jest.advanceTimersByTimeAsync(900);
      pass(900);
      const settled = jest.fn();
      // Another question about the same, as of another request.
      source.get(changed).then(settled);
      await jest.advanceTimersByTimeAsync(100);
      expect(settled).toHaveBeenCalledTimes(1);
    } finally {
      jest.useRealTimers();
    }
  });

  it('what was asked before and comes later does not take the place of what is newer', async () => {
    const { source, load, request, pass } = setup();
    let answer = (_: string) => {};
    load.mockImplementationOnce(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    const early = source.get(request);
    await settle();
    pass(10);
    load.mockResolvedValueOnce('after');
    const changed = { ...request, changedAt: NOW + 5 };
    expect(await source.get(changed)).toMatchObject({ value: 'after' });
    answer('before');
    // How old it is counts from when it was asked for.
    expect(await early).toMatchObject({ value: 'before', fetchedAt: NOW });
    expect(await source.get(changed)).toMatchObject({ value: 'after' });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('what another replica asked for after it is current', async () => {
    const { replica, source, load, changed } = await kept();
    const other = replica();
    load.mockResolvedValueOnce('after');
    await other.get(changed);
    expect(await source.get(changed)).toMatchObject({ value: 'after' });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("what is a caller's own is not shown to who is refused it", async () => {
    const { source, load, changed } = await kept();
    const refused = new SentryProblemError({
      code: 'TOKEN_REJECTED',
      message: 'No.',
    });
    load.mockRejectedValue(refused);
    const own = { ...changed, isOwn: true };
    await expect(source.get(own)).rejects.toBe(refused);
    await expect(source.get(own)).rejects.toBe(refused);
  });
});

describe('cacheKey', () => {
  it('distinguishes kinds and parts', () => {
    const keys = [
      cacheKey('issues', ['a', 'b']),
      cacheKey('issues', ['a,b']),
      cacheKey('issues', [['a'], 'b']),
      cacheKey('summary', ['a', 'b']),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stays short, and as distinct, however long a search is', () => {
    const long = 'x'.repeat(100_000);
    const keys = [
      cacheKey('issues', [long]),
      cacheKey('issues', [`${long}x`]),
      cacheKey('summary', [long]),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) {
      expect(key.length).toBeLessThan(100);
    }
  });
});

const value = (json: string) => ({ fetchedAt: 1, json });

describe('SharedStore', () => {
  it('goes back to a store that failed once the clock was set back', async () => {
    let now = 3_600_000;
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    const cache = new FakeCache();
    const store = new SharedStore({
      cache,
      logger: mockServices.logger.mock(),
    });
    cache.failure = new Error('down');
    await store.set('key', value('x'), 60_000);
    cache.failure = undefined;
    await store.set('key', value('x'), 60_000);
    expect(await store.get('key')).toBeUndefined();
    now = 0;
    await store.set('key', value('x'), 60_000);
    expect(await store.get('key')).toEqual(value('x'));
  });

  it.each([
    ['cut short', { fetchedAt: 1, json: '{"items":[' }],
    ['of another shape', { fetchedAt: 1, json: '{}' }],
    ['of another time', { fetchedAt: 2, json: '[]' }],
    ['without a time', { json: '[]' }],
    ['no text', { json: 5 }],
  ])('finds nothing in an entry that is %s', async (_, damage) => {
    const cache = new FakeCache();
    const logger = mockServices.logger.mock();
    const store = new SharedStore({ cache, logger });
    await store.set('key', value('[]'), 60_000);
    expect(await store.get('key')).toEqual(value('[]'));
    const { digest } = Object(cache.entries.get('key'));
    cache.entries.set('key', { ...damage, digest });
    expect(await store.get('key')).toBeUndefined();
  });

  it('finds nothing in the entry of another key', async () => {
    const cache = new FakeCache();
    const logger = mockServices.logger.mock();
    const store = new SharedStore({ cache, logger });
    await store.set('one', value('[]'), 60_000);
    cache.entries.set('two', cache.entries.get('one') ?? null);
    expect(await store.get('two')).toBeUndefined();
  });

  it('does not wait for a store that hangs', async () => {
    jest.useFakeTimers();
    try {
      const cache = new FakeCache();
      cache.get = jest.fn(() => new Promise<never>(() => {}));
      const store = new SharedStore({
        cache,
        logger: mockServices.logger.mock(),
      });
      const answer = store.get('key');
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await answer).toBeUndefined();
      expect(await store.get('key')).toBeUndefined();
      expect(cache.get).toHaveBeenCalledTimes(1);
    } finally {
      jest.useRealTimers();
    }
  });
});
