import { useCallback, useState } from 'react';

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
  // Until the next page is there, the place of the last one is told.
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
