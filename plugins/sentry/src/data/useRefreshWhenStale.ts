import { useEffect, useRef } from 'react';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import type { Resource } from './useResource';

const refreshDelayMs = 2000;

/**
 * An answer as old as this is asked for anew by who comes back to the page: others may have
 * changed something since. As long as nobody did, the backend has the next at hand.
 */
const oldForReturnMs = 15_000;

/**
 * Asks anew for an answer that is old: as the server says, or as the viewer was away.
 */
export function useRefreshWhenStale(
  resource: Pick<Resource<SentryAnswerMeta>, 'data' | 'isPending' | 'refresh'>,
) {
  useRefreshWhenBehind(resource);
  useRefreshOnReturn(resource);
}

/** Asks for what has become old in a page that was hidden, once it is seen again. */
function useRefreshOnReturn(
  resource: Pick<Resource<SentryAnswerMeta>, 'data' | 'isPending' | 'refresh'>,
) {
  const { data, isPending, refresh } = resource;
  const arrivedAt = useRef(0);
  useEffect(() => {
    arrivedAt.current = Date.now();
  }, [data]);

  const canAsk = data !== undefined && !isPending;
  useEffect(() => {
    if (!canAsk) {
      return undefined;
    }
    const onChange = () => {
      const age = Date.now() - arrivedAt.current;
      if (document.visibilityState === 'visible' && age >= oldForReturnMs) {
        refresh();
      }
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [canAsk, refresh]);
}

/**
 * Asks once more, shortly after an answer that is old only because the server
 * is fetching the next one, as far as can be told. One try for each answer: a server that stays behind
 * is not asked in a loop.
 */
function useRefreshWhenBehind(
  resource: Pick<Resource<SentryAnswerMeta>, 'data' | 'isPending' | 'refresh'>,
) {
  const { data, isPending, refresh } = resource;
  const triedFor = useRef<string>();
  const staleSince =
    data?.stale && (data.partial || data.problems.length === 0) && !isPending
      ? data.fetchedAt
      : undefined;

  useEffect(() => {
    if (!staleSince || triedFor.current === staleSince) {
      return undefined;
    }
    const timer = setTimeout(() => {
      triedFor.current = staleSince;
      refresh();
    }, refreshDelayMs);
    return () => clearTimeout(timer);
  }, [staleSince, refresh]);
}
