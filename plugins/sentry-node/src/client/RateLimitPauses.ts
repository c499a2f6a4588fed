const SHORTEST_SECONDS = 1;
const LONGEST_SECONDS = 60;
/** Where Sentry names no time. Self-hosted servers send no rate-limit headers. */
const DEFAULT_SECONDS = 5;

/**
 * Remembers which credentials Sentry has told to slow down, and until when, so
 * that nothing is asked in vain meanwhile: Sentry counts refused requests too.
 */
export class RateLimitPauses {
  readonly #until = new Map<string, number>();
  readonly #now: () => number;

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  /** Whole seconds until that credential may ask again, or `undefined` if it may now. */
  remainingSeconds(credentialId: string): number | undefined {
    const until = this.#until.get(credentialId);
    if (until === undefined) {
      return undefined;
    }
    const milliseconds = until - this.#now();
    // A clock that was set back would make a pause last until it caught up.
    if (milliseconds <= 0 || milliseconds > LONGEST_SECONDS * 1000) {
      this.#until.delete(credentialId);
      return undefined;
    }
    return Math.ceil(milliseconds / 1000);
  }

  /** Starts a pause, as a 429 with these headers asks for. */
  start(credentialId: string, headers: Headers): void {
    const now = this.#now();
    for (const [other, until] of this.#until) {
      if (until <= now) {
        this.#until.delete(other);
      }
    }
    this.#until.set(credentialId, now + retryAfterSeconds(headers, now) * 1000);
  }
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
