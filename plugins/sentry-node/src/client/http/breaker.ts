import { SentryProblemError } from '../../problems';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';

/** Of a call that looks whether the server is back: the others wait no longer for it. */
const LONGEST_PROBE_MS = 1_000;

/**
 * Keeps calls from a server that is down, and lets one through now and then to see whether it is
 * back. With it, a server that is down is asked less than twice `size` times a second,
 * however much is wanted of it.
 *
 * A timeout says nothing: it may be for the one question, and who asks a slow one
 * must not close the way for all others. There are no more of these than slots anyway.
 */
export class Breaker {
  readonly #mostFailures: number;
  readonly #probeEveryMs: number;
  readonly #now: () => number;
  #failures = 0;
  #failure: SentryProblemError | undefined;
  #probeAt = 0;
  #probeSince: number | undefined;

  /** @param options - `size`: how many calls may be under way at once */
  constructor(options: { size: number; now: () => number }) {
    this.#mostFailures = Math.min(3, Math.max(2, Math.ceil(options.size / 2)));
    this.#probeEveryMs = 2_000 / options.size;
    this.#now = options.now;
  }

  get isOpen(): boolean {
    return this.#failures >= this.#mostFailures;
  }

  /**
   * Milliseconds that calls wait for what becomes of one that was let through, so that all who
   * come at once find the server back; 0 where none is under way.
   */
  waitMs(now: number): number {
    const left = (this.#probeSince ?? -Infinity) + LONGEST_PROBE_MS - now;
    return this.isOpen && left > 0 && left <= LONGEST_PROBE_MS ? left : 0;
  }

  /**
   * To be called before each call.
   *
   * @returns why it is not to be made; `undefined` where it is
   */
  enter(now: number): SentryProblemError | undefined {
    if (!this.isOpen || !this.#failure) {
      return undefined;
    }
    const untilProbe = this.#probeAt - now;
    // A clock that was set back must not keep it closed.
    if (untilProbe <= 0 || untilProbe > this.#probeEveryMs) {
      this.#probeAt = now + this.#probeEveryMs;
      this.#probeSince = now;
      return undefined;
    }
    return new SentryProblemError(this.#failure.toProblem());
  }

  /** To be called after each call that was made. */
  note(failure: SentryProblemError | undefined): void {
    this.#probeSince = undefined;
    if (!failure || !isDown(failure)) {
      if (failure?.code !== 'UPSTREAM_TIMEOUT') {
        this.#failures = 0;
      }
      return;
    }
    this.#failures += 1;
    this.#failure = failure;
    if (this.#failures === this.#mostFailures) {
      this.#probeAt = this.#now() + this.#probeEveryMs;
    }
  }
}

/** No connection, or a gateway without a server behind it; 504 is one that waited for it. */
function isDown(failure: SentryProblemError): boolean {
  return failure instanceof SentryUpstreamError
    ? SentryUpstreamError.hasStatus(failure, 502, 503)
    : failure.code === 'UPSTREAM_UNAVAILABLE';
}
