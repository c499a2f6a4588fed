import {
  SentryProblemError,
  type SentryClient,
  type SentryIndex,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { ageOf, SingleFlight } from '../../cache';

// Scopes may be given in Sentry without a new token.
const KEPT_MS = 60_000;
const FAILED_MS = 10_000;
const MAX_TOKENS = 5_000;

type Facts = Pick<SentryIndex, 'scopes' | 'user'>;

/** Knows what a credential may do, as far as Sentry tells; asks at most once a minute. */
export class TokenFacts {
  readonly #known = new LRUCache<
    string,
    { facts: Facts; since: number; forMs: number }
  >({ max: MAX_TOKENS });
  readonly #flights = new SingleFlight();

  static create(): TokenFacts {
    return new TokenFacts();
  }

  private constructor() {}

  /** Nothing where Sentry does not tell, as the hosts of regions don't. */
  async of(client: SentryClient): Promise<Facts> {
    const key = JSON.stringify([client.instance, client.credentialId]);
    const known = this.#known.get(key);
    if (known && ageOf(known.since) < known.forMs) {
      return known.facts;
    }
    return this.#flights.run(key, async () => {
      const { facts, forMs } = await ask(client);
      this.#known.set(key, { facts, since: Date.now(), forMs });
      return facts;
    });
  }
}

async function ask(
  client: SentryClient,
): Promise<{ facts: Facts; forMs: number }> {
  try {
    const { scopes, user } = await client.getIndex();
    return { facts: { scopes, user }, forMs: KEPT_MS };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return { facts: {}, forMs: FAILED_MS };
    }
    throw error;
  }
}
