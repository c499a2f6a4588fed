import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
} from 'react';
import styles from './KeepFocus.module.css';

const noHome = () => {};
const FocusHome = createContext<() => void>(noHome);

/** Moves the focus to the {@link KeepFocus} around, for when its place has gone. */
export function useFocusHome(): () => void {
  return useContext(FocusHome);
}

/**
 * Takes the focus when what had it inside goes away, such as a button that has
 * done its work: the keyboard goes on from here, not from the top of the page.
 */
export function KeepFocus(props: {
  label: string;
  /** In the place of its own. */
  className?: string;
  children: ReactNode;
}) {
  const { label, className = styles.root, children } = props;
  const root = useRef<HTMLDivElement>(null);

  const focusHome = useCallback(
    () => root.current?.focus({ preventScroll: true }),
    [],
  );

  useEffect(() => {
    const element = root.current;
    if (!element) {
      return undefined;
    }
    let last: Element | null = null;
    let home: Element | null = null;
    const remember = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null;
      home = last?.closest('[data-keeps-focus]') ?? null;
    };
    const forget = ({ target }: Event) => {
      if (target instanceof Node && !element.contains(target)) {
        last = null;
      }
    };
    const observer = new MutationObserver(() => {
      const isGone = last && !last.isConnected;
      // The innermost that is left takes it.
      const isOthers = home !== element && home?.isConnected;
      if (isGone && !isOthers && document.activeElement === document.body) {
        focusHome();
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
  }, [focusHome]);

  return (
    <div
      ref={root}
      className={`${styles.still} ${className}`}
      role="group"
      aria-label={label}
      tabIndex={-1}
      data-keeps-focus
    >
      <FocusHome.Provider value={focusHome}>{children}</FocusHome.Provider>
    </div>
  );
}
