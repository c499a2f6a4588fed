import { renderHook } from '@testing-library/react';
import { useRefreshWhile } from './issueParts';

describe('useRefreshWhile', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('asks every 15 seconds while the page is visible, and stops at the end', () => {
    const refresh = jest.fn();
    const { rerender } = renderHook(
      ({ isUnderWay }) => useRefreshWhile(isUnderWay, refresh),
      { initialProps: { isUnderWay: true } },
    );
    jest.advanceTimersByTime(14_000);
    expect(refresh).not.toHaveBeenCalled();
    jest.advanceTimersByTime(16_000);
    expect(refresh).toHaveBeenCalledTimes(2);

    const hidden = jest.spyOn(document, 'visibilityState', 'get');
    hidden.mockReturnValue('hidden');
    jest.advanceTimersByTime(60_000);
    expect(refresh).toHaveBeenCalledTimes(2);

    hidden.mockReturnValue('visible');
    rerender({ isUnderWay: false });
    jest.advanceTimersByTime(60_000);
    expect(refresh).toHaveBeenCalledTimes(2);
  });
});
