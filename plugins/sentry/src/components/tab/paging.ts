import { useCallback, useState, RefObject, useEffect } from 'react';

/** How a page was come to. */
interface Step {
  /** The cursor of the page before; undefined for the first. */
  previous: string | undefined;
  /** How many items are on the pages before. */
  before: number | undefined;
}

/**
 * Paging over cursors that only lead forward: remembers the way, so that there
 * is a way back. After a reload in the middle the way is unknown, and back leads
 * to the first page.
 */
export function useCursorTrail(options: {
  cursor?: string;
  nextCursor?: string;
  /** How many items are on the page. */
  count?: number;
  /** Whether `nextCursor` is still that of the page before `cursor` was chosen. */
  isMoving: boolean;
  onMove: (cursor: string | undefined) => void;
}): {
  hasPreviousPage: boolean;
  hasNextPage: boolean;
  onNextPage: () => void;
  onPreviousPage: () => void;
  /** How many items are on the pages before the one shown; undefined where the way is. */
  before: number | undefined;
} {
  const { cursor, nextCursor, count = 0, isMoving, onMove } = options;
  const [stepTo] = useState(() => new Map<string, Step>());
  const known = cursor === undefined ? 0 : stepTo.get(cursor)?.before;
  const [shown, setShown] = useState(known);
  // The range of the last page stays until the next page is there.
  const before = isMoving ? shown : known;
  if (before !== shown) {
    setShown(before);
  }

  const onNextPage = useCallback(() => {
    if (nextCursor !== undefined && !isMoving) {
      stepTo.set(nextCursor, {
        previous: cursor,
        before: before === undefined ? undefined : before + count,
      });
      onMove(nextCursor);
    }
  }, [cursor, nextCursor, count, before, isMoving, onMove, stepTo]);

  const onPreviousPage = useCallback(() => {
    onMove(cursor === undefined ? undefined : stepTo.get(cursor)?.previous);
  }, [cursor, onMove, stepTo]);

  return {
    hasPreviousPage: cursor !== undefined,
    hasNextPage: nextCursor !== undefined,
    onNextPage,
    onPreviousPage,
    before,
  };
}

interface Move<T> {
  origin: T;
  target: T;
  /** What leads on, which has the focus. */
  way: Element | null;
}

/**
 * Scrolls and moves the focus to the start of a list when another page of it is there,
 * unless the viewer has moved the focus meanwhile.
 *
 * @returns a function to call with the page that is moved to
 */
export function useArriveAt<T>(options: {
  list: RefObject<HTMLElement>;
  /** The page that is asked for. */
  place: T;
  /** Whether it is shown. */
  isThere: boolean;
}): (target: T) => void {
  const { list, place, isThere } = options;
  const [move, setMove] = useState<Move<T>>();

  useEffect(() => {
    if (!move || place === move.origin || (place === move.target && !isThere)) {
      return;
    }
    setMove(undefined);
    const element = list.current;
    if (!element || place !== move.target) {
      return;
    }
    // At once, not smoothly: it is another page, and a long way up.
    if (element.getBoundingClientRect().top < 0) {
      element.scrollIntoView({ block: 'start' });
    }
    const { activeElement } = document;
    if (activeElement === document.body || move.way?.contains(activeElement)) {
      element.focus({ preventScroll: true });
    }
  }, [move, list, place, isThere]);

  return useCallback(
    (target: T) =>
      setMove({
        origin: place,
        target,
        way: document.activeElement?.closest('nav') ?? null,
      }),
    [place],
  );
}
