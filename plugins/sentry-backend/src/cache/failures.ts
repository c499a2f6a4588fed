import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';

const PAUSE_SECONDS = 5;
const LONGEST_PAUSE_SECONDS = 300;
/** Of refusals, which may be about to be fixed. */
const REFUSED_SECONDS = 2;
const MAX_FAILURES = 5_000;

const outages: SentryProblemCode[] = [
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** Whether Sentry could not answer, rather than refused to. */
export function isOutage(code: SentryProblemCode | undefined): boolean {
  return code !== undefined && outages.includes(code);
}

/** The last failure to get a value. */
export interface Failure {
  error: SentryProblemError;
  /** From when on it is worth trying again, in milliseconds since 1970. */
  retryAt: number;
}

/** Remembers failed questions, so that not every request repeats them. */
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

  add(key: string, error: SentryProblemError, now: number): void {
    this.#failures.set(key, {
      error,
      retryAt: now + pauseSeconds(error) * 1_000,
    });
  }

  forget(key: string): void {
    this.#failures.delete(key);
  }
}

/** A remembered failure as it is now: the wait that it names gets shorter. */
export function currentError(
  { error, retryAt }: Failure,
  now: number,
): SentryProblemError {
  return error.retryAfterSeconds === undefined
    ? error
    : new SentryProblemError({
        ...error.toProblem(),
        retryAfterSeconds: Math.ceil((retryAt - now) / 1_000),
      });
}

function pauseSeconds({ code, retryAfterSeconds }: SentryProblemError): number {
  const usual = isOutage(code) ? PAUSE_SECONDS : REFUSED_SECONDS;
  return Math.min(
    Math.max(retryAfterSeconds ?? usual, 1),
    LONGEST_PAUSE_SECONDS,
  );
}
