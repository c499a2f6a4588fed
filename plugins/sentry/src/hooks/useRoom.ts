import { useLayoutEffect, useState } from 'react';

/**
 * How wide an element is, in CSS pixels, so that what is in it can make use of the
 * room there is, whatever stands beside it. Undefined where that can't be measured.
 *
 * @param element - null while there is none, which the last room is told of
 */
export function useRoom(element: HTMLElement | null): number | undefined {
  const [width, setWidth] = useState<number>();

  useLayoutEffect(() => {
    if (!element) {
      return undefined;
    }
    const measure = () => {
      if (element.clientWidth > 0) {
        setWidth(element.clientWidth);
      }
    };
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);

  return width;
}
