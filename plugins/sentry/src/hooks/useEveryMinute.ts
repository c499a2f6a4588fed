import { useSyncExternalStore } from 'react';

const minuteMs = 60_000;

/** Renders the caller anew every minute, so that “5 minutes ago” stays true. */
export function useEveryMinute(): void {
  useSyncExternalStore(subscribe, currentMinute);
}

function currentMinute(): number {
  return Math.floor(Date.now() / minuteMs);
}

function subscribe(notify: () => void) {
  const timer = setInterval(notify, minuteMs);
  return () => clearInterval(timer);
}
