import {
  SentryProblemError,
  type SentryCaller,
  type SentryClient,
  type SentryService,
  type SentryAnswer,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import type { IdentityCheck } from '../../scopes/identity';
import type { ProjectScope } from '../../scopes/types';
import type { Actor } from './types';

// Scopes can be changed in Sentry without a new token.
const KEPT_MS = 60_000;
const FAILED_MS = 10_000;
const MAX_TOKENS = 5_000;

type TokenFacts = Pick<SentryAnswer<'getIndex'>, 'scopes' | 'user'>;

/**
 * Decides as whom issues are changed: as the caller where they bring their own Sentry token,
 * also at an instance that is read with Backstage's; else as Backstage. The token is used
 * only after it was verified to be theirs.
 */
export class Actors {
  readonly #sentry: SentryService;
  readonly #identity: IdentityCheck;
  readonly #facts = new LRUCache<string, TokenFacts, SentryClient>({
    max: MAX_TOKENS,
    ttl: KEPT_MS,
    ttlResolution: 0,
    // Renewed in the background: only the first question is waited for.
    allowStale: true,
    ignoreFetchAbort: true,
    fetchMethod: async (_key, last, { context: client, options }) => {
      try {
        const { scopes, user } = await client.getIndex();
        return { scopes, user };
      } catch (error) {
        if (error instanceof SentryProblemError) {
          options.ttl = FAILED_MS;
          return last ?? {};
        }
        throw error;
      }
    },
  });

  constructor(options: { sentry: SentryService; identity: IdentityCheck }) {
    this.#sentry = options.sentry;
    this.#identity = options.identity;
  }

  /**
   * @throws SentryProblemError where the caller's token is another account's, or can't be
   *   verified: nothing is done in another name then
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

  /** The scopes and the user of a credential; empty where Sentry does not name them. */
  async factsOf(client: SentryClient): Promise<TokenFacts> {
    const key = JSON.stringify([client.instance, client.credentialId]);
    return this.#facts.forceFetch(key, { context: client });
  }
}
