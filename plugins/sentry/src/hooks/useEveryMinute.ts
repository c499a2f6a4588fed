import { useSyncExternalStore } from 'react';

const minuteMs = 60_000;

/** Renders the caller anew every minute, so that “5 minutes ago” stays true. */
export function useEveryMinute(): void {
  useSyncExternalStore(subscribe, currentMinute);
}

function currentMinute(): number {
  return Math.floor(Date.now() / minuteMs);
}

const waiting = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all, however many times are on the page; none where there is none. */
function subscribe(notify: () => void) {
  waiting.add(notify);
  timer ??= setInterval(() => waiting.forEach(one => one()), minuteMs);
  return () => {
    waiting.delete(notify);
    if (waiting.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
