import { act, renderHook } from '@testing-library/react';
import { useIssuesQuery } from './urlParams';

describe('useIssuesQuery', () => {
  beforeEach(() => {
    window.history.replaceState({ idx: 3 }, '', '/x?tab=1#part');
  });

  it('keeps what others have in the URL and in the history', () => {
    const { result } = renderHook(() => useIssuesQuery());

    act(() => result.current.change({ statsPeriod: '24h' }));

    expect(window.location.href).toBe(
      'http://localhost/x?tab=1&statsPeriod=24h#part',
    );
    expect(window.history.state).toMatchObject({ idx: 3 });
    expect(result.current.query.statsPeriod).toBe('24h');
  });

  it('makes a step of each change, which Back undoes, and none of what changes nothing', () => {
    const before = window.history.length;
    const { result } = renderHook(() => useIssuesQuery());

    act(() => result.current.change({ sort: 'freq' }));
    act(() => result.current.change({ sort: 'freq' }));
    expect(window.history.length).toBe(before + 1);

    act(() => result.current.change({ query: 'x' }));
    act(() => result.current.clear());
    expect(window.history.length).toBe(before + 3);
  });

  it('leaves the page behind when a filter changes, not when the page does', () => {
    const { result } = renderHook(() => useIssuesQuery());
    act(() => result.current.change({ cursor: 'a' }));
    expect(result.current.query.cursor).toBe('a');

    act(() => result.current.change({ query: 'x' }));
    expect(result.current.query).toMatchObject({ query: 'x' });
    expect(result.current.query.cursor).toBeUndefined();
  });

  it('clears its own filters only', () => {
    const { result } = renderHook(() => useIssuesQuery());
    act(() =>
      result.current.change({
        query: 'x',
        environment: ['a'],
        project: ['b'],
        statsPeriod: '24h',
        sort: 'freq',
        limit: 50,
        cursor: 'c',
      }),
    );

    act(() => result.current.clear());

    expect(window.location.href).toBe(
      'http://localhost/x?tab=1&sort=freq&limit=50#part',
    );
  });

  it('follows the browser’s back and forward', () => {
    const { result } = renderHook(() => useIssuesQuery());

    act(() => {
      window.history.replaceState(null, '', '/x?query=other');
      window.dispatchEvent(new PopStateEvent('popstate'));
    });

    expect(result.current.query.query).toBe('other');
  });
});
