import type { SentryCaller } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { ageOf, SingleFlight } from '../cache/SingleFlight';
import type { SentryEntity } from './types';

const MAX_DECISIONS = 10_000;
// In characters: a decision on a domain holds the projects of all its parts, and
// several times that is kept beside it of what these came to in Sentry.
const MAX_SIZE = 8 * 1024 * 1024;
// A refusal is soon looked at again: it is what people ask to have changed.
const LONGEST_REFUSAL_MS = 10_000;

/** Whether a caller was let in, and to what. */
export type Decision =
  | { outcome: 'allowed'; entity: SentryEntity }
  | { outcome: 'unreadable' }
  | { outcome: 'denied' };

/** Since when, in milliseconds since 1970, and for how long. */
type Remembered = Decision & { since: number; forMs: number };

/** @internal */
export interface DecisionMemoOptions {
  /** How long a decision is remembered, in milliseconds; 0 for not at all. */
  ttlMs: number;
  clock?: () => number;
}

/**
 * Remembers decisions on access for their caller and subject alone, as far as there is
 * room. Those who want the same one at once share it.
 */
export class DecisionMemo {
  readonly #ttlMs: number;
  readonly #clock: () => number;
  readonly #flights = new SingleFlight();
  readonly #decisions = new LRUCache<string, Remembered>({
    max: MAX_DECISIONS,
    maxSize: MAX_SIZE,
    sizeCalculation: (decision, key) =>
      key.length + JSON.stringify(decision).length,
  });

  static create(options: DecisionMemoOptions): DecisionMemo {
    return new DecisionMemo(options);
  }

  private constructor(options: DecisionMemoOptions) {
    this.#ttlMs = options.ttlMs;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * @param subject - what the decision is on
   * @param decide - makes the decision; what it throws is not remembered
   */
  async get(
    subject: string,
    caller: SentryCaller,
    decide: () => Promise<Decision>,
  ): Promise<Decision> {
    const key = keyOf(subject, caller);
    const remembered = this.#decisions.get(key);
    if (
      remembered &&
      ageOf(remembered.since, this.#clock()) < remembered.forMs
    ) {
      return remembered;
    }
    return this.#flights.run(key, () => this.#decide(key, decide));
  }

  /** The same, whatever is remembered or being decided; what comes of it is remembered. */
  async getAfresh(
    subject: string,
    caller: SentryCaller,
    decide: () => Promise<Decision>,
  ): Promise<Decision> {
    return this.#decide(keyOf(subject, caller), decide);
  }

  async #decide(
    key: string,
    decide: () => Promise<Decision>,
  ): Promise<Decision> {
    const decision = await decide();
    const ttl =
      decision.outcome === 'allowed'
        ? this.#ttlMs
        : Math.min(this.#ttlMs, LONGEST_REFUSAL_MS);
    if (ttl > 0) {
      const since = this.#clock();
      this.#decisions.set(key, { ...decision, since, forMs: ttl });
    }
    return decision;
  }
}

/** Of the whole principal: a service's access restrictions are part of who asks. */
function keyOf(subject: string, { credentials }: SentryCaller): string {
  return JSON.stringify([credentials.principal, subject]);
}
