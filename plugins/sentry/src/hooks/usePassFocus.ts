import { type RefObject, useEffect, useRef } from 'react';

/**
 * Hands the focus to another element when the one that had it is disabled: the
 * browser would drop it, and with it the viewer's place on the page.
 */
export function usePassFocus(options: {
  from: RefObject<HTMLElement>;
  to: RefObject<HTMLElement>;
  /** Whether `from` is disabled. */
  when: boolean;
}) {
  const { from, to, when } = options;
  const hadFocus = useRef(false);

  useEffect(() => {
    const onFocusIn = (event: FocusEvent) => {
      hadFocus.current = event.target === from.current;
    };
    document.addEventListener('focusin', onFocusIn);
    return () => document.removeEventListener('focusin', onFocusIn);
  }, [from]);

  useEffect(() => {
    if (when && hadFocus.current) {
      to.current?.focus();
    }
  }, [when, to]);
}
