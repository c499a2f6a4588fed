import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * How wide an element is, in CSS pixels, so that what is in it can make use of the
 * room there is, whatever stands beside it. Undefined where that can't be measured.
 */
export function useRoom<T extends HTMLElement>(): [
  RefObject<T>,
  number | undefined,
] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState<number>();

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) {
      return undefined;
    }
    const measure = () => setWidth(element.clientWidth || undefined);
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return [ref, width];
}
