import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { SentryProblemError } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';

const PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 300;
const MAX_FAILURES = 5_000;

/** The last failure to renew a value. */
export interface Failure {
  problem: SentryProblem;
  /** From when on it is worth trying again, in milliseconds since 1970. */
  retryAt: number;
}

/**
 * Remembers which values could not be renewed, so that not every request tries
 * again while Sentry is down.
 */
export class Failures {
  readonly #failures = new LRUCache<string, Failure>({ max: MAX_FAILURES });

  get(key: string): Failure | undefined {
    return this.#failures.get(key);
  }

  /** The failure, while it is too early to try again. */
  pausing(key: string, now: number): Failure | undefined {
    const failure = this.#failures.get(key);
    const left = failure ? failure.retryAt - now : 0;
    // More than the longest pause means that the clock was set back.
    return left > 0 && left <= LONGEST_PAUSE_SECONDS * 1_000
      ? failure
      : undefined;
  }

  add(key: string, error: SentryProblemError, now: number): Failure {
    const seconds = Math.min(
      Math.max(error.retryAfterSeconds ?? PAUSE_SECONDS, 1),
      LONGEST_PAUSE_SECONDS,
    );
    const failure = {
      problem: error.toProblem(),
      retryAt: now + seconds * 1_000,
    };
    this.#failures.set(key, failure);
    return failure;
  }

  forget(key: string): void {
    this.#failures.delete(key);
  }
}
