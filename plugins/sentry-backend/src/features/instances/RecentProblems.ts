import type {
  SentryInstanceStatus,
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { LRUCache } from 'lru-cache';

const MAX_PROBLEMS = 10;
const KEPT_MS = 24 * 60 * 60_000;

/** About what somebody asked, or who they are; no concern of whoever looks after the instance. */
const ABOUT_THE_QUESTION: SentryProblemCode[] = [
  'QUERY_INVALID',
  'ISSUE_NOT_FOUND',
  'NOT_CONNECTED',
];

interface Seen {
  problem: SentryProblem;
  /** In milliseconds since 1970. */
  at: number;
  count: number;
}

/**
 * The last few kinds of problem of one instance, for a day. They hold what a
 * problem does: what Sentry said, without credentials and people's data.
 */
export class RecentProblems {
  readonly #seen = new LRUCache<string, Seen>({ max: MAX_PROBLEMS });

  add(problem: SentryProblem): void {
    const { code, message } = problem;
    if (ABOUT_THE_QUESTION.includes(code)) {
      return;
    }
    const key = `${code} ${message}`;
    const count = (this.#seen.get(key)?.count ?? 0) + 1;
    this.#seen.set(key, { problem, at: Date.now(), count });
  }

  /** Latest first; `undefined` for none. */
  list(): SentryInstanceStatus['lastProblems'] {
    const now = Date.now();
    const seen = [...this.#seen.values()].filter(
      ({ at }) => now - at < KEPT_MS,
    );
    return seen.length
      ? seen
          .sort((a, b) => b.at - a.at)
          .map(({ problem, at, count }) => ({
            problem,
            at: new Date(at).toISOString(),
            count,
          }))
      : undefined;
  }
}

/** Whether a problem shows that the server is there. */
export function isAnswer({ code }: SentryProblem): boolean {
  return code !== 'UPSTREAM_TIMEOUT' && code !== 'UPSTREAM_UNAVAILABLE';
}
