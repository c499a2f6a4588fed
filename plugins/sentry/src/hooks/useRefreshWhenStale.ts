import { useEffect, useRef } from 'react';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';

const refreshDelayMs = 2000;

/**
 * Asks once more, shortly after an answer that is old only because the server
 * is fetching the next one. One try for each answer: a server that stays behind
 * is not asked in a loop.
 */
export function useRefreshWhenStale(
  answer: SentryAnswerMeta | undefined,
  reload: () => void,
) {
  const triedFor = useRef<string>();
  const staleSince =
    answer?.stale && answer.problems.length === 0
      ? answer.fetchedAt
      : undefined;

  useEffect(() => {
    if (!staleSince || triedFor.current === staleSince) {
      return undefined;
    }
    const timer = setTimeout(() => {
      triedFor.current = staleSince;
      reload();
    }, refreshDelayMs);
    return () => clearTimeout(timer);
  }, [staleSince, reload]);
}
