import { type RefObject, useCallback, useEffect, useState } from 'react';

interface Move<T> {
  origin: T;
  target: T;
  /** What leads on, which has the focus. */
  way: Element | null;
}

/**
 * Takes the viewer to the start of a list once another page of it has come: the way on
 * is below it, and the new page begins above. Whoever has gone elsewhere meanwhile
 * keeps the focus.
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
