import { renderHook } from '@testing-library/react';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import { useRefreshWhenStale } from './useRefreshWhenStale';

const stale = { fetchedAt: '2026-11-20T10:00:00Z', stale: true, problems: [] };

function setup(first: SentryAnswerMeta) {
  const reload = jest.fn();
  const { rerender } = renderHook(
    (answer: SentryAnswerMeta) => useRefreshWhenStale(answer, reload),
    { initialProps: first },
  );
  return { reload, rerender };
}

describe('useRefreshWhenStale', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks once more, shortly after an answer that is being refreshed', () => {
    const { reload } = setup(stale);
    expect(reload).not.toHaveBeenCalled();
    jest.advanceTimersByTime(2000);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('does not ask in a loop when the answer stays the same', () => {
    const { reload, rerender } = setup(stale);
    jest.advanceTimersByTime(2000);
    rerender({ ...stale });
    jest.advanceTimersByTime(60_000);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it.each<[string, SentryAnswerMeta]>([
    ['a fresh answer', { ...stale, stale: false }],
    [
      'one that is old because Sentry is down',
      {
        ...stale,
        problems: [{ code: 'UPSTREAM_UNAVAILABLE', message: 'down' }],
      },
    ],
  ])('leaves %s alone', (_, answer) => {
    const { reload } = setup(answer);
    jest.advanceTimersByTime(60_000);
    expect(reload).not.toHaveBeenCalled();
  });
});
