import {
  createContext,
  Fragment,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
} from 'react';
import { useSentryConnection } from '../../auth/connection';
import { themed, useThemeBridge } from '../../theme/useThemeBridge';
import styles from './KeepFocus.module.css';

const noHome = () => {};
const FocusHome = createContext<() => void>(noHome);

/** Returns a function that moves the focus to the surrounding {@link KeepFocus}. */
export function useFocusHome(): () => void {
  return useContext(FocusHome);
}

/**
 * Takes the focus when the focused element inside is removed, so that the keyboard does
 * not start again at the top of the page. It is around all that this plugin shows.
 */
export function KeepFocus(props: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const { label, className = styles.root, children } = props;
  const root = useRef<HTMLDivElement>(null);
  useThemeBridge();

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
      // The innermost one takes it.
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
      {...themed}
    >
      <FocusHome.Provider value={focusHome}>{children}</FocusHome.Provider>
    </div>
  );
}

/**
 * Contents that begin anew where the viewer's Sentry identity changes, and so show nothing of
 * what another one may see; the focus stays with them.
 *
 * @param of - what else they begin anew with
 */
export function OfOneIdentity(props: {
  label: string;
  of?: string;
  children: ReactNode;
}) {
  const { label, of, children } = props;
  const losses = useSentryConnection()?.losses ?? 0;
  return (
    <KeepFocus label={label}>
      <Fragment key={`${of} ${losses}`}>{children}</Fragment>
    </KeepFocus>
  );
}
