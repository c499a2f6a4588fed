import { createApiRef, useApiHolder } from '@backstage/core-plugin-api';
import { useEffect, useRef } from 'react';

const CHANNEL = 'sentry:projects';
const SOON_MS = 100;
// Not all open pages ask in the same moment, but all that is on one does.
const jitterMs = Math.random() * 300;
// Of a storm, one refresh in so long.
const PAUSE_MS = 2_000;
// The backend serves the old answer while it fetches the new one: when to look for that.
const AGAIN_MS = [250, 500, 1_000, 2_000];

/** What of Backstage's signals is needed here. */
export interface SignalApi {
  subscribe(
    channel: string,
    onMessage: (message: { keys?: unknown }) => void,
  ): { unsubscribe(): void };
}

/** That of the signals plugin, by its id: the app may be without it. */
export const signalApiRef = createApiRef<SignalApi>({
  id: 'plugin.signal.service',
});

/**
 * Refreshes an answer when one of its projects has changed, while the page is visible or
 * once it is again.
 *
 * @param live - the keys of the projects; undefined where it is not to be refreshed
 * @param refresh - resolves with whether a newer answer is still to come
 */
export function useLive(
  live: string[] | undefined,
  refresh: () => Promise<boolean>,
): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(refresh);
  const keys = live?.join(' ') ?? '';

  useEffect(() => {
    latest.current = refresh;
  }, [refresh]);
  useEffect(() => {
    if (!signals || !keys) {
      return undefined;
    }
    const own = new Set<unknown>(keys.split(' '));
    let timer: ReturnType<typeof setTimeout> | undefined;
    let askedAt = -Infinity;
    let hasEnded = false;
    let isMissed = false;

    const askIn = (delay: number, attempt = 0) => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        timer = undefined;
        isMissed = document.visibilityState === 'hidden';
        if (isMissed) {
          return;
        }
        askedAt = Date.now();
        const isBehind = await latest.current();
        if (isBehind && !hasEnded && attempt < AGAIN_MS.length) {
          askIn(AGAIN_MS[attempt], attempt + 1);
        }
      }, delay);
    };
    const onVisible = () => {
      if (isMissed && document.visibilityState !== 'hidden') {
        askIn(0);
      }
    };
    const subscription = signals.subscribe(CHANNEL, message => {
      const changed = Array.isArray(message.keys) ? message.keys : [];
      if (timer === undefined && changed.some(key => own.has(key))) {
        const pause = askedAt + PAUSE_MS - Date.now();
        askIn(Math.max(SOON_MS + jitterMs, pause));
      }
    });
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      hasEnded = true;
      clearTimeout(timer);
      subscription.unsubscribe();
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [signals, keys]);
}
