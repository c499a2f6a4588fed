import { type RefObject, useEffect } from 'react';

/** Lets the viewer type at once in a menu that has a search field: its own focus is on its items. */
export function useFocusSearch(
  trigger: RefObject<HTMLButtonElement>,
  isOpen: boolean,
) {
  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    // After the menu has taken the focus.
    const frame = requestAnimationFrame(() => {
      const id = trigger.current?.getAttribute('aria-controls');
      const menu = id ? document.getElementById(id) : null;
      menu?.parentElement?.querySelector('input')?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [isOpen, trigger]);
}
