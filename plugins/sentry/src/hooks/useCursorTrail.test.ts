import { act, renderHook } from '@testing-library/react';
import { useCursorTrail } from './useCursorTrail';

interface Page {
  cursor?: string;
  nextCursor?: string;
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
});
