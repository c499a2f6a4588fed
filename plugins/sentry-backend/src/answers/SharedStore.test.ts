import { mockServices } from '@backstage/backend-test-utils';
import { FakeCache } from '../__testUtils__/FakeCache';
import { SharedStore } from './SharedStore';

const value = (json: string) => ({ fetchedAt: 1, json });

describe('SharedStore', () => {
  it('goes back to a store that failed once the clock was set back', async () => {
    let now = 3_600_000;
    const cache = new FakeCache();
    const store = SharedStore.create({
      cache,
      logger: mockServices.logger.mock(),
      clock: () => now,
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
    const store = SharedStore.create({ cache, logger });
    await store.set('key', value('[]'), 60_000);
    expect(await store.get('key')).toEqual(value('[]'));
    const { digest } = Object(cache.entries.get('key'));
    cache.entries.set('key', { ...damage, digest });
    expect(await store.get('key')).toBeUndefined();
  });

  it('finds nothing in the entry of another key', async () => {
    const cache = new FakeCache();
    const logger = mockServices.logger.mock();
    const store = SharedStore.create({ cache, logger });
    await store.set('one', value('[]'), 60_000);
    cache.entries.set('two', cache.entries.get('one') ?? null);
    expect(await store.get('two')).toBeUndefined();
  });

  it('does not wait for a store that hangs', async () => {
    jest.useFakeTimers();
    try {
      const cache = new FakeCache();
      cache.get = jest.fn(() => new Promise<never>(() => {}));
      const store = SharedStore.create({
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
