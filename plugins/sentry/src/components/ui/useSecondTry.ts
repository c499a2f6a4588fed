import { useEffect, useRef } from 'react';

const renewedAfterMs = 2000;

/**
 * Asks once more, a moment after somebody did and was answered what was known before: the
 * server answers so while it looks whether Sentry is back. One more for each asking.
 */
export function useSecondTry(options: {
  /** Whether what is here is old, as Sentry could not be asked. */
  isBehind: boolean;
  isTrying: boolean;
  onTry: () => void;
}): void {
  const { isBehind, isTrying, onTry } = options;
  const isAsked = useRef(false);
  const isSecond = useRef(false);
  const tryAgain = useRef(onTry);
  useEffect(() => {
    tryAgain.current = onTry;
  }, [onTry]);

  useEffect(() => {
    if (isTrying) {
      isAsked.current = !isSecond.current;
      isSecond.current = false;
      return undefined;
    }
    if (!isBehind || !isAsked.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      isAsked.current = false;
      isSecond.current = true;
      tryAgain.current();
    }, renewedAfterMs);
    return () => clearTimeout(timer);
  }, [isBehind, isTrying]);
}
