import { useEffect, useState } from 'react';
import type { Late } from './createLate';

/**
 * Loads code, and tells what {@link Late.get} does.
 *
 * @param late - undefined where it is not needed
 */
export function useLate<T extends object>(late: Late<T> | undefined) {
  const [, setTried] = useState<object>();
  useEffect(() => {
    if (!late || typeof late.get() === 'object') {
      return undefined;
    }
    let isOver = false;
    late.load().then(() => {
      if (!isOver) {
        setTried({});
      }
    });
    return () => {
      isOver = true;
    };
  }, [late]);
  return late?.get();
}
