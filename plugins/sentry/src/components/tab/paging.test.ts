import { act, renderHook } from '@testing-library/react';
import { useCursorTrail } from './paging';

interface Page {
  cursor?: string;
  nextCursor?: string;
  count?: number;
  isMoving: boolean;
}

const firstPage: Page = { nextCursor: 'b', isMoving: false };

function setup() {
  const onMove = jest.fn();
  const hook = renderHook((page: Page) => useCursorTrail({ ...page, onMove }), {
    initialProps: firstPage,
  });
  return { ...hook, onMove };
}

describe('useCursorTrail', () => {
  it('takes a second click on the way for the same step, and finds back', () => {
    const { result, rerender, onMove } = setup();

    act(() => result.current.onNextPage());
    rerender({ cursor: 'b', nextCursor: 'b', isMoving: true });
    act(() => result.current.onNextPage());
    expect(onMove.mock.calls).toEqual([['b']]);

    rerender({ cursor: 'b', nextCursor: 'c', isMoving: false });
    act(() => result.current.onPreviousPage());
    expect(onMove).toHaveBeenLastCalledWith(undefined);
  });

  it('leads back to the first page where the way here is unknown', () => {
    const { result, rerender, onMove } = setup();
    rerender({ cursor: 'z', isMoving: false });

    expect(result.current).toMatchObject({
      hasPreviousPage: true,
      hasNextPage: false,
    });
    act(() => result.current.onPreviousPage());
    expect(onMove).toHaveBeenCalledWith(undefined);
  });

  it('knows how many come before the page that is shown, as long as the way is known', () => {
    const { result, rerender } = setup();
    rerender({ ...firstPage, count: 25 });
    expect(result.current.before).toBe(0);

    act(() => result.current.onNextPage());
    rerender({ cursor: 'b', nextCursor: 'b', count: 25, isMoving: true });
    expect(result.current.before).toBe(0);
    rerender({ cursor: 'b', nextCursor: 'c', count: 20, isMoving: false });
    expect(result.current.before).toBe(25);

    act(() => result.current.onNextPage());
    rerender({ cursor: 'c', count: 3, isMoving: false });
    expect(result.current.before).toBe(45);

    rerender({ cursor: 'from-a-link', isMoving: false });
    expect(result.current.before).toBeUndefined();
  });
});
