import { LRUCache } from 'lru-cache';

/**
 * What Sentry last said is left of a rate limit. It counts each caller for each
 * endpoint by itself, so this is the budget of the endpoint that was asked last.
 *
 * @public
 */
export interface SentryRateLimit {
  /** Requests that a window allows. */
  limit: number;
  /** How many of them are left. */
  remaining: number;
  /** When the window ends, in milliseconds since 1970. */
  resetsAt: number;
}

const MOST_CREDENTIALS = 1_000;

/** Remembers the last budget by the name of the credential. */
export class RateLimitBudgets {
  readonly #last = new LRUCache<string, SentryRateLimit>({
    max: MOST_CREDENTIALS,
  });

  get(credentialId: string): SentryRateLimit | undefined {
    return this.#last.get(credentialId);
  }

  note(credentialId: string, headers: Headers): void {
    const limit = readNumber(headers, 'limit');
    const remaining = readNumber(headers, 'remaining');
    const reset = readNumber(headers, 'reset');
    if (limit !== undefined && remaining !== undefined && reset !== undefined) {
      this.#last.set(credentialId, {
        limit,
        remaining,
        resetsAt: reset * 1000,
      });
    }
  }
}

function readNumber(headers: Headers, name: string): number | undefined {
  const value = headers.get(`x-sentry-rate-limit-${name}`);
  return value !== null && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}
