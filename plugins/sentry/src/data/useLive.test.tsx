import { TestApiProvider } from '@backstage/frontend-test-utils';
import { createApiRef } from '@backstage/core-plugin-api';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { signalApiRef, useLive, type SignalApi } from './useLive';

const otherApiRef = createApiRef<SignalApi>({ id: 'other' });

describe('useLive', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function setup(hasSignals = true) {
    const listeners = new Set<Parameters<SignalApi['subscribe']>[1]>();
    const signals: SignalApi = {
      subscribe: (channel, listener) => {
        expect(channel).toBe('sentry:projects');
        listeners.add(listener);
        return { unsubscribe: () => listeners.delete(listener) };
      },
    };
    const refresh = jest.fn(async () => false);
    const wrapper = ({ children }: { children: ReactNode }) => (
      <TestApiProvider
        apis={[[hasSignals ? signalApiRef : otherApiRef, signals]]}
      >
        {children}
      </TestApiProvider>
    );
    const hook = renderHook(() => useLive(['a', 'b'], refresh), {
      wrapper,
    });
    const signal = (message: { keys?: unknown }) =>
      listeners.forEach(listener => listener(message));
    return { ...hook, refresh, signal, listeners };
  }

  const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

  it('refreshes soon for a signal of its projects, and for no others', async () => {
    const { refresh, signal } = setup();
    for (const keys of [['c'], undefined, 'a', []]) {
      signal({ keys });
    }
    await pass(10_000);
    expect(refresh).not.toHaveBeenCalled();
    signal({ keys: ['c', 'b'] });
    await pass(400);
    expect(refresh).toHaveBeenCalledTimes(1);
    await pass(10_000);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('refreshes every two seconds in a storm, and once after it', async () => {
    const { refresh, signal } = setup();
    for (let count = 0; count < 100; count += 1) {
      signal({ keys: ['a'] });
      await pass(100);
    }
    const during = refresh.mock.calls.length;
    expect(during).toBeGreaterThanOrEqual(4);
    expect(during).toBeLessThanOrEqual(6);
    await pass(10_000);
    expect(refresh).toHaveBeenCalledTimes(during + 1);
  });

  it('looks again while the answer is behind, but not for ever', async () => {
    const { refresh, signal } = setup();
    refresh.mockResolvedValueOnce(true);
    signal({ keys: ['a'] });
    await pass(700);
    expect(refresh).toHaveBeenCalledTimes(2);
    await pass(10_000);
    expect(refresh).toHaveBeenCalledTimes(2);

    refresh.mockResolvedValue(true);
    signal({ keys: ['a'] });
    await pass(60_000);
    expect(refresh).toHaveBeenCalledTimes(7);
  });

  it('refreshes what changed while the page was hidden once it is visible', async () => {
    const { refresh, signal } = setup();
    const visibility = jest.spyOn(document, 'visibilityState', 'get');
    const become = async (state: DocumentVisibilityState) => {
      visibility.mockReturnValue(state);
      document.dispatchEvent(new Event('visibilitychange'));
      await pass(1_000);
    };
    await become('hidden');
    signal({ keys: ['a'] });
    await pass(1_000);
    expect(refresh).not.toHaveBeenCalled();
    await become('visible');
    expect(refresh).toHaveBeenCalledTimes(1);
    await become('hidden');
    await become('visible');
    expect(refresh).toHaveBeenCalledTimes(1);
    visibility.mockRestore();
  });

  it('ends with the component, and does without signals', () => {
    const { unmount, listeners, signal, refresh } = setup();
    signal({ keys: ['a'] });
    unmount();
    jest.advanceTimersByTime(1_000);
    expect(listeners.size).toBe(0);
    expect(refresh).not.toHaveBeenCalled();
    expect(() => setup(false)).not.toThrow();
  });
});
