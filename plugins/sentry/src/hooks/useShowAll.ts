import {
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';

/**
 * Shows the rest of a list when asked, and moves the focus to the first of it: the
 * button that asked goes away.
 */
export function useShowAll<T extends HTMLElement>(): {
  showsAll: boolean;
  showAll: () => void;
  /** For the first element that was not shown before. */
  firstMore: RefObject<T>;
} {
  const [showsAll, setShowsAll] = useState(false);
  const firstMore = useRef<T>(null);

  useEffect(() => {
    if (showsAll) {
      firstMore.current?.focus();
    }
  }, [showsAll]);

  return {
    showsAll,
    showAll: useCallback(() => setShowsAll(true), []),
    firstMore,
  };
}
