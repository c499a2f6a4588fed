import { readErrorDetail } from '../problems/errorBody';
import type { Body } from './readBody';

const SHORTEST_SECONDS = 1;
const LONGEST_SECONDS = 60;
/** Where Sentry names no time. Self-hosted servers send no rate-limit headers. */
const DEFAULT_SECONDS = 5;

/** Too much at once: that is over as soon as one of the others is. */
const CONCURRENCY_SECONDS = 1;

/**
 * Remembers who Sentry has told to slow down with what, and until when, so that
 * nothing is asked in vain meanwhile: Sentry counts refused requests too.
 */
export class RateLimitPauses {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  /** Whole seconds until that may be asked again, or `undefined` if it may now. */
  remainingSeconds(key: string): number | undefined {
    const until = this.#until.get(key);
    if (until === undefined) {
      return undefined;
    }
    const milliseconds = until - this.#now();
    // A clock that was set back would make a pause last until it caught up.
    if (milliseconds <= 0 || milliseconds > LONGEST_SECONDS * 1000) {
      this.#until.delete(key);
      return undefined;
    }
    return Math.ceil(milliseconds / 1000);
  }

  /** Starts a pause of so many seconds; of 0, none. */
  start(key: string, seconds: number): void {
    const now = this.#now();
    for (const [other, until] of this.#until) {
      if (until <= now) {
        this.#until.delete(other);
      }
    }
    if (seconds > 0) {
      this.#until.set(key, now + seconds * 1000);
    }
  }
}

/** How long a 429 is reason not to ask the like again. */
export function pauseSeconds(
  answer: { headers: Headers; body: Body },
  now: number,
): number {
  const { text } = readErrorDetail(answer.body);
  if (isTooMuchData(text)) {
    return 0;
  }
  return isConcurrency(text)
    ? CONCURRENCY_SECONDS
    : retryAfterSeconds(answer.headers, now);
}

/** The 429 of Sentry's store of events: about this one question, not about their number. */
export function isTooMuchData(text: string): boolean {
  return /smaller date range/i.test(text);
}

/** The 429 for more requests under way at once than Sentry allows. */
export function isConcurrency(text: string): boolean {
  return /\bconcurrency\b/i.test(text);
}

/**
 * How long an answer asks to wait. `Retry-After` comes from proxies and
 * GlitchTip; Sentry itself says when its window ends.
 */
export function retryAfterSeconds(headers: Headers, now: number): number {
  const seconds =
    readRetryAfter(headers.get('retry-after'), now) ??
    readReset(headers.get('x-sentry-rate-limit-reset'), now) ??
    DEFAULT_SECONDS;
  return Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds));
}

function readRetryAfter(value: string | null, now: number): number | undefined {
  if (!value?.trim()) {
    return undefined;
  }
  const seconds = /^\s*\d+\s*$/.test(value)
    ? Number(value)
    : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.ceil(seconds) : undefined;
}

function readReset(value: string | null, now: number): number | undefined {
  const epochSeconds = value?.trim() ? Number(value) : NaN;
  return Number.isFinite(epochSeconds)
    ? Math.ceil(epochSeconds - now / 1000)
    : undefined;
}
