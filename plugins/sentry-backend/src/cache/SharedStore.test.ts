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
