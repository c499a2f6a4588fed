import type { Config } from '@backstage/config';
import {
  sentryServerOf,
  sentryUserServers,
  type SentryCaller,
  type SentryInstanceConfig,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { IdentityCheck } from '../identity';
import type { Source } from '../projects';
import type { Actor } from './types';

/** @internal */
export interface ActorsOptions {
  sentry: SentryService;
  identity: IdentityCheck;
  config: Config;
}

/**
 * Decides as whom issues are changed: as the caller where they have brought their own Sentry
 * token, also at an instance that is read with the portal's; as the portal otherwise.
 * The token goes to the server alone that users connect to, and only once it has proved
 * to be theirs.
 */
export class Actors {
  readonly #sentry: SentryService;
  readonly #identity: IdentityCheck;
  readonly #homes: Set<string>;

  static create(options: ActorsOptions): Actors {
    return new Actors(options);
  }

  private constructor({ sentry, identity, config }: ActorsOptions) {
    this.#sentry = sentry;
    this.#identity = identity;
    this.#homes = sentryUserServers(config);
  }

  /**
   * @throws SentryProblemError where the caller has a token that is not theirs, or that
   *   can't be verified: nothing is done in another name then
   */
  async actorAt(
    { client, instance, organization }: Source,
    caller: SentryCaller,
  ): Promise<Actor> {
    if (!client.isShared) {
      // Verified when the entity's projects were found.
      return { client, actsAs: 'user' };
    }
    if (caller.getUserToken() === undefined || !this.takesUsers(instance)) {
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

  /** Whether the tokens that users get by connecting are ones of that instance's server. */
  takesUsers(instance: SentryInstanceConfig): boolean {
    return (
      instance.authType === 'user' ||
      this.#homes.has(sentryServerOf(instance.baseUrl))
    );
  }
}
