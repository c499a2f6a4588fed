import { useCallback, useState } from 'react';

/**
 * Paging over cursors that only lead forward: remembers the way, so that there
 * is a way back. After a reload in the middle the way is unknown, and back leads
 * to the first page.
 */
export function useCursorTrail(options: {
  cursor?: string;
  nextCursor?: string;
  /** Whether `nextCursor` is still that of the page before `cursor` was chosen. */
  isMoving: boolean;
  onMove: (cursor: string | undefined) => void;
}): {
  hasPreviousPage: boolean;
  hasNextPage: boolean;
  onNextPage: () => void;
  onPreviousPage: () => void;
} {
  const { cursor, nextCursor, isMoving, onMove } = options;
  const [previousOf] = useState(() => new Map<string, string | undefined>());

  const onNextPage = useCallback(() => {
    if (nextCursor !== undefined && !isMoving) {
      previousOf.set(nextCursor, cursor);
      onMove(nextCursor);
    }
  }, [cursor, nextCursor, isMoving, onMove, previousOf]);

  const onPreviousPage = useCallback(() => {
    onMove(cursor === undefined ? undefined : previousOf.get(cursor));
  }, [cursor, onMove, previousOf]);

  return {
    hasPreviousPage: cursor !== undefined,
    hasNextPage: nextCursor !== undefined,
    onNextPage,
    onPreviousPage,
  };
}
