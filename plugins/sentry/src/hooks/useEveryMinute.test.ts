import { act, renderHook } from '@testing-library/react';
import { useEveryMinute } from './useEveryMinute';

describe('useEveryMinute', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('renders all anew every minute by one timer, which ends with the last of them', () => {
    const renders = [0, 0];
    const [first, second] = renders.map((_, index) =>
      renderHook(() => {
        renders[index] += 1;
        useEveryMinute();
      }),
    );
    expect(jest.getTimerCount()).toBe(1);

    act(() => jest.advanceTimersByTime(60_000));
    expect(renders).toEqual([2, 2]);

    first.unmount();
    act(() => jest.advanceTimersByTime(60_000));
    expect(renders).toEqual([2, 3]);
    second.unmount();
    expect(jest.getTimerCount()).toBe(0);
  });
});
