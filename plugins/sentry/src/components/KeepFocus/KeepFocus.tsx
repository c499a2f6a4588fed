import { type ReactNode, useEffect, useRef } from 'react';
import styles from './KeepFocus.module.css';

/**
 * Takes the focus when what had it inside goes away, such as a button that has
 * done its work: the keyboard goes on from here, not from the top of the page.
 */
export function KeepFocus(props: { label: string; children: ReactNode }) {
  const { label, children } = props;
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = root.current;
    if (!element) {
      return undefined;
    }
    let last: EventTarget | null = null;
    const remember = ({ target }: FocusEvent) => {
      last = target;
    };
    const forget = ({ target }: Event) => {
      if (target instanceof Node && !element.contains(target)) {
        last = null;
      }
    };
    const observer = new MutationObserver(() => {
      const isGone = last instanceof Node && !last.isConnected;
      if (isGone && document.activeElement === document.body) {
        element.focus({ preventScroll: true });
      }
    });
    observer.observe(element, { childList: true, subtree: true });
    element.addEventListener('focusin', remember);
    document.addEventListener('pointerdown', forget);
    document.addEventListener('focusin', forget);
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', remember);
      document.removeEventListener('pointerdown', forget);
      document.removeEventListener('focusin', forget);
    };
  }, []);

  return (
    <div
      ref={root}
      className={styles.root}
      role="group"
      aria-label={label}
      tabIndex={-1}
    >
      {children}
    </div>
  );
}
