import { renderHook } from '@testing-library/react';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import { useRefreshWhenStale } from './useRefreshWhenStale';

const stale = { fetchedAt: '2026-11-20T10:00:00Z', stale: true, problems: [] };

function setup(first: SentryAnswerMeta, isPending = false) {
  const refresh = jest.fn();
  const { rerender } = renderHook(
    (data: SentryAnswerMeta) =>
      useRefreshWhenStale({ data, isPending, refresh }),
    { initialProps: first },
  );
  return { refresh, rerender };
}

let visibility: jest.SpyInstance;

function become(state: DocumentVisibilityState) {
  visibility.mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('useRefreshWhenStale', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    visibility = jest.spyOn(document, 'visibilityState', 'get');
  });
  afterEach(() => {
    jest.useRealTimers();
    visibility.mockRestore();
  });

  it('asks again for what has become old while the page was hidden', () => {
    const { refresh } = setup({ ...stale, stale: false });
    become('hidden');
    jest.advanceTimersByTime(60_000);
    expect(refresh).not.toHaveBeenCalled();
    become('visible');
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('leaves alone what came a moment before the viewer came back', () => {
    const { refresh, rerender } = setup({ ...stale, stale: false });
    become('hidden');
    jest.advanceTimersByTime(60_000);
    rerender({ ...stale, stale: false });
    jest.advanceTimersByTime(5_000);
    become('visible');
    expect(refresh).not.toHaveBeenCalled();
  });

  it('asks once more, shortly after an answer that is being refreshed', () => {
    const { refresh } = setup(stale);
    expect(refresh).not.toHaveBeenCalled();
    jest.advanceTimersByTime(2000);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('asks once more where something is missing, which keeps the rest from no refresh', () => {
    const { refresh } = setup({
      ...stale,
      partial: true,
      problems: [{ code: 'PROJECT_NOT_FOUND', message: 'gone' }],
    });
    jest.advanceTimersByTime(60_000);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('does not ask in a loop when the answer stays the same', () => {
    const { refresh, rerender } = setup(stale);
    jest.advanceTimersByTime(2000);
    rerender({ ...stale });
    jest.advanceTimersByTime(60_000);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('does not get in the way of a request that the viewer waits for', () => {
    const { refresh } = setup(stale, true);
    jest.advanceTimersByTime(60_000);
    expect(refresh).not.toHaveBeenCalled();
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
    const { refresh } = setup(answer);
    jest.advanceTimersByTime(60_000);
    expect(refresh).not.toHaveBeenCalled();
  });
});
