import { act, renderHook } from '@testing-library/react';
import { useIsSlow } from './useIsSlow';

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
