import type { SentryCaller, SentryService } from 'backstage-plugin-sentry-node';
import type { IdentityCheck } from '../../scopes/IdentityCheck';
import type { Source } from '../../scopes/types';
import type { Actor } from './types';

/** @internal */
export interface ActorsOptions {
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
    { client, instance, organization }: Source,
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
