import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  SentryProblemError,
  type SentryClient,
  type SentryIndex,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { ageOf } from '../../answers/ageOf';
import { SingleFlight } from '../../answers/SingleFlight';

// Scopes may be given in Sentry without a new token.
const KEPT_MS = 60_000;
const FAILED_MS = 10_000;
const MAX_TOKENS = 5_000;

type Facts = Pick<SentryIndex, 'scopes' | 'user'>;

interface Known {
  facts: Facts;
  since: number;
  forMs: number;
}

/**
 * Knows what a credential may do, as far as Sentry tells. Only the first question is waited
 * for: later it says what it knows, and asks again in the background, at most once a minute.
 */
export class TokenFacts {
  readonly #logger: LoggerService;
  readonly #known = new LRUCache<string, Known>({ max: MAX_TOKENS });
  readonly #flights = new SingleFlight();

  static create(options: { logger: LoggerService }): TokenFacts {
    return new TokenFacts(options.logger);
  }

  private constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  /** Nothing where Sentry does not tell, as the hosts of regions don't. */
  async of(client: SentryClient): Promise<Facts> {
    const key = JSON.stringify([client.instance, client.credentialId]);
    const known = this.#known.get(key);
    if (!known) {
      return this.#ask(key, client);
    }
    if (ageOf(known.since) >= known.forMs) {
      this.#ask(key, client).catch(error => {
        this.#logger.debug(
          `Could not ask Sentry again what a token may do: ${error}`,
        );
      });
    }
    return known.facts;
  }

  #ask(key: string, client: SentryClient): Promise<Facts> {
    return this.#flights.run(key, async () => {
      const known = await ask(client, this.#known.get(key)?.facts);
      this.#known.set(key, known);
      return known.facts;
    });
  }
}

/** @param last - what is known, which holds until Sentry says otherwise */
async function ask(client: SentryClient, last: Facts = {}): Promise<Known> {
  try {
    const { scopes, user } = await client.getIndex();
    return { facts: { scopes, user }, since: Date.now(), forMs: KEPT_MS };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return { facts: last, since: Date.now(), forMs: FAILED_MS };
    }
    throw error;
  }
}
