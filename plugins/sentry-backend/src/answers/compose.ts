import type {
  SentryAnswerMeta,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { CacheFacts } from './types';
import type { Composed } from './AnswerCache';
import { distinct } from './distinct';

// What is missing may be had again soon; a moment spares putting the rest together.
const PARTIAL_MS = 1_000;

/**
 * Puts an answer together from what the cache gave for it.
 *
 * @param content - the answer, without what it says about itself
 * @param used - every value it was made from
 * @param problems - what is missing from it
 * @param partial - whether something is missing that the next request may get
 */
export function compose<T extends object>(options: {
  content: T;
  used: CacheFacts[];
  problems: SentryProblem[];
  partial: boolean;
}): Composed & { payload: T & SentryAnswerMeta } {
  const { content, used, problems, partial } = options;
  const now = Date.now();
  const meta: SentryAnswerMeta = {
    fetchedAt: new Date(
      Math.min(now, ...used.map(({ fetchedAt }) => fetchedAt)),
    ).toISOString(),
    stale: used.some(({ stale }) => stale),
    problems: distinct(
      [...problems, ...used.flatMap(({ problem }) => problem ?? [])],
      problem => JSON.stringify(problem),
    ),
    ...(problems.length > 0 && { partial: true }),
  };
  return {
    payload: { ...content, ...meta },
    freshUntil: used.length
      ? Math.min(
          ...used.map(({ freshUntil }) => freshUntil),
          partial ? now + PARTIAL_MS : Infinity,
        )
      : 0,
    result: worst(used),
  };
}

function worst(used: CacheFacts[]): Composed['result'] {
  const results = new Set(used.map(({ result }) => result));
  if (results.has('miss')) {
    return 'miss';
  }
  return results.has('stale') ? 'stale' : 'fresh';
}
