import { createApiRef, useApiHolder } from '@backstage/core-plugin-api';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import { useEffect, useRef } from 'react';

const CHANNEL = 'sentry:projects';
// Many changes at once are one, and not all pages ask in the same moment.
const DELAY_MS = 300;
const JITTER_MS = 500;

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
 * Refreshes an answer when one of its projects has changed, while the page is visible.
 *
 * @param answer - undefined where it is not to be refreshed
 */
export function useLive(
  answer: Partial<SentryAnswerMeta> | undefined,
  refresh: () => void,
): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(refresh);
  const keys = answer?.live?.join(' ') ?? '';

  useEffect(() => {
    latest.current = refresh;
  }, [refresh]);
  useEffect(() => {
    if (!signals || !keys) {
      return undefined;
    }
    const own = keys.split(' ');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = signals.subscribe(CHANNEL, message => {
      const changed = Array.isArray(message.keys) ? message.keys : [];
      if (own.some(key => changed.includes(key))) {
        timer ??= setTimeout(
          () => {
            timer = undefined;
            // swr refreshes it for a viewer who returns to the page.
            if (document.visibilityState !== 'hidden') {
              latest.current();
            }
          },
          DELAY_MS + Math.random() * JITTER_MS,
        );
      }
    });
    return () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [signals, keys]);
}
