import {
  useSyncExternalStore,
  useEffect,
  useState,
  useLayoutEffect,
  RefObject,
  useRef,
  useCallback,
} from 'react';

const minuteMs = 60_000;

/** Renders the caller anew every minute, so that “5 minutes ago” stays true. */
export function useEveryMinute(): void {
  useSyncExternalStore(subscribe, currentMinute);
}

function currentMinute(): number {
  return Math.floor(Date.now() / minuteMs);
}

const waiting = new Set<() => void>();
let minuteTimer: ReturnType<typeof setInterval> | undefined;

/** One timer for all, however many times are on the page; none where there is none. */
function subscribe(notify: () => void) {
  waiting.add(notify);
  minuteTimer ??= setInterval(() => waiting.forEach(one => one()), minuteMs);
  return () => {
    waiting.delete(notify);
    if (waiting.size === 0) {
      clearInterval(minuteTimer);
      minuteTimer = undefined;
    }
  };
}

/** How long a viewer waits without a notice, in milliseconds. */
const patienceMs = 4000;

/**
 * Whether an answer takes longer than the viewer may wait without a word.
 *
 * @param question - what is being asked; another one starts anew
 */
export function useIsSlow(isPending: boolean, question: unknown): boolean {
  const [slow, setSlow] = useState<{ question: unknown }>();

  useEffect(() => {
    setSlow(undefined);
    if (!isPending) {
      return undefined;
    }
    const timer = setTimeout(() => setSlow({ question }), patienceMs);
    return () => clearTimeout(timer);
  }, [isPending, question]);

  return isPending && slow !== undefined && slow.question === question;
}

/**
 * How wide an element is, in CSS pixels, so that what is in it can make use of the
 * room there is. Undefined where it can't be measured.
 *
 * @param element - null while there is none; the last width is kept then
 */
export function useElementWidth(
  element: HTMLElement | null,
): number | undefined {
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

/**
 * Shows the rest of a list when asked, and moves the focus to the first of it: the
 * button that asked goes away.
 */
export function useShowAll<T extends HTMLElement>(): {
  showsAll: boolean;
  showAll: () => void;
  /** For the first element that was not shown before. */
  firstMore: RefObject<T>;
} {
  const [showsAll, setShowsAll] = useState(false);
  const firstMore = useRef<T>(null);

  useEffect(() => {
    if (showsAll) {
      firstMore.current?.focus();
    }
  }, [showsAll]);

  return {
    showsAll,
    showAll: useCallback(() => setShowsAll(true), []),
    firstMore,
  };
}

/** Whether an element has been in view; false where the browser can't say. */
export function useSeen(element: HTMLElement | null): boolean {
  const [isSeen, setSeen] = useState(false);

  useEffect(() => {
    if (!element || isSeen || typeof IntersectionObserver === 'undefined') {
      return undefined;
    }
    const observer = new IntersectionObserver(entries => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        setSeen(true);
      }
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, isSeen]);

  return isSeen;
}
