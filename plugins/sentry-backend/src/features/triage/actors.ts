import {
  type SentryCaller,
  type SentryService,
  SentryProblemError,
  type SentryClient,
  type SentryIndex,
} from 'backstage-plugin-sentry-node';
import type { IdentityCheck } from '../../scopes/identity';
import type { ProjectScope } from '../../scopes/types';
import type { Actor } from './types';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { ageOf, SingleFlight } from '../../cache/SingleFlight';

/** @internal */
interface ActorsOptions {
  sentry: SentryService;
  identity: IdentityCheck;
}

/**
 * Decides as whom issues are changed: as the caller where they have brought their own Sentry
 * token, also at an instance that is read with the portal's; as the portal otherwise.
 * The token is used only once it has proved to be theirs.
 */
export class Actors {
  readonly #sentry: SentryService;
  readonly #identity: IdentityCheck;

  static create(options: ActorsOptions): Actors {
    return new Actors(options);
  }

  private constructor({ sentry, identity }: ActorsOptions) {
    this.#sentry = sentry;
    this.#identity = identity;
  }

  /**
   * @throws SentryProblemError where the caller has a token that is not theirs, or that
   *   can't be verified: nothing is done in another name then
   */
  async actorAt(
    { client, instance, organization }: ProjectScope,
    caller: SentryCaller,
  ): Promise<Actor> {
    if (!client.isShared) {
      // Verified when the entity's projects were found.
      return { client, actsAs: 'user' };
    }
    const hasToken = caller.getUserToken() !== undefined;
    if (!hasToken || !this.#sentry.takesUserTokens(instance.name)) {
      return { client, actsAs: 'service' };
    }
    const own = await this.#sentry.getUserClient(instance.name, { caller });
    await this.#identity.check({
      client: own,
      instance,
      organization,
      caller,
      isOwn: true,
    });
    return { client: own, actsAs: 'user' };
  }
}

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
