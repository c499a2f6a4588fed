import { TestApiProvider } from '@backstage/frontend-test-utils';
import { createApiRef } from '@backstage/core-plugin-api';
import { renderHook } from '@testing-library/react';
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
    const refresh = jest.fn();
    const wrapper = ({ children }: { children: ReactNode }) => (
      <TestApiProvider
        apis={[[hasSignals ? signalApiRef : otherApiRef, signals]]}
      >
        {children}
      </TestApiProvider>
    );
    const hook = renderHook(() => useLive({ live: ['a', 'b'] }, refresh), {
      wrapper,
    });
    const signal = (message: { keys?: unknown }) =>
      listeners.forEach(listener => listener(message));
    return { ...hook, refresh, signal, listeners };
  }

  it('refreshes once for many signals of its projects, and for no others', () => {
    const { refresh, signal } = setup();
    for (const keys of [['c'], undefined, 'a', []]) {
      signal({ keys });
    }
    jest.advanceTimersByTime(1_000);
    expect(refresh).not.toHaveBeenCalled();
    for (let count = 0; count < 50; count += 1) {
      signal({ keys: ['c', 'b'] });
    }
    jest.advanceTimersByTime(1_000);
    expect(refresh).toHaveBeenCalledTimes(1);
    signal({ keys: ['a'] });
    jest.advanceTimersByTime(1_000);
    expect(refresh).toHaveBeenCalledTimes(2);
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
