import { act, renderHook } from '@testing-library/react';
import { useEveryMinute, useIsSlow } from './hooks';

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

function setup() {
  return renderHook(
    ({ isPending, question }) => useIsSlow(isPending, question),
    { initialProps: { isPending: true, question: 'a' } },
  );
}
const wait = (ms: number) => act(() => jest.advanceTimersByTime(ms));

describe('useIsSlow', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says so once an answer has taken its time, and not after it has come', () => {
    const { result, rerender } = setup();
    wait(3999);
    expect(result.current).toBe(false);
    wait(1);
    expect(result.current).toBe(true);

    rerender({ isPending: false, question: 'a' });
    expect(result.current).toBe(false);
    wait(60_000);
    expect(result.current).toBe(false);
  });

  it('gives another question the same time', () => {
    const { result, rerender } = setup();
    wait(5000);
    rerender({ isPending: true, question: 'b' });
    expect(result.current).toBe(false);
    wait(3999);
    expect(result.current).toBe(false);
    wait(1);
    expect(result.current).toBe(true);
  });
});
