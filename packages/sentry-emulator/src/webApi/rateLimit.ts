import type { EmulatorFault } from '../types';

export interface RateLimitState {
  limited: boolean;
  headers: Record<string, string>;
}

/** Seen of Sentry in the wild: 40 requests a window, 25 at once. */
const usual = { limit: 40, windowSeconds: 1 };
const concurrentLimit = 25;

/**
 * Counts requests per caller and endpoint in fixed windows of real time: a
 * limit is about the pace of the caller, whatever clock the data has. The usual
 * limits only show in the headers; a fault makes them bite.
 */
export class RateLimiter {
  readonly #windows = new Map<string, { window: number; count: number }>();
  #inFlight = 0;

  /** Counts a request in; `release` counts it out. */
  enter(): () => void {
    this.#inFlight += 1;
    let released = false;
    return () => {
      if (!released) {
        released = true;
        this.#inFlight -= 1;
      }
    };
  }

  hit(
    caller: string,
    fault: EmulatorFault['rateLimit'] = undefined,
  ): RateLimitState {
    const { limit, windowSeconds } = fault ?? usual;
    const window = Math.floor(Date.now() / (windowSeconds * 1000));
    const key = `${fault ? 'fault' : 'usual'} ${caller}`;
    const entry = this.#windows.get(key);
    const count = entry?.window === window ? entry.count + 1 : 1;
    this.#windows.set(key, { window, count });
    return {
      limited: fault !== undefined && count > limit,
      headers: {
        'X-Sentry-Rate-Limit-Limit': String(limit),
        'X-Sentry-Rate-Limit-Remaining': String(Math.max(0, limit - count)),
        'X-Sentry-Rate-Limit-Reset': String((window + 1) * windowSeconds),
        'X-Sentry-Rate-Limit-ConcurrentLimit': String(concurrentLimit),
        'X-Sentry-Rate-Limit-ConcurrentRemaining': String(
          Math.max(0, concurrentLimit - this.#inFlight),
        ),
      },
    };
  }
}
