import { useEffect, useRef } from 'react';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import type { Resource } from './useResource';

const refreshDelayMs = 2000;

/**
 * Asks once more, shortly after an answer that is old only because the server
 * is fetching the next one. One try for each answer: a server that stays behind
 * is not asked in a loop.
 */
export function useRefreshWhenStale(
  resource: Pick<Resource<SentryAnswerMeta>, 'data' | 'isPending' | 'refresh'>,
) {
  const { data, isPending, refresh } = resource;
  const triedFor = useRef<string>();
  const staleSince =
    data?.stale && data.problems.length === 0 && !isPending
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
