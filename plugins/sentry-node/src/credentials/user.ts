import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from '../problems';
import { credentialIdOf, expiryOfJwt } from './static';
import type {
  ReplaceableCredentials,
  SentryCaller,
  SentryCallerCredentials,
  SentryCredentials,
} from './types';

/** What fits into a header; what does not would be quoted by the error of fetch. */
const USABLE = /^[\x21-\x7e]{8,4096}$/;

/** The caller's own Sentry token, for the one request that brought it. */
export class UserCredentials
  implements SentryCallerCredentials, ReplaceableCredentials
{
  readonly #instance: string;

  constructor({ instance }: { instance: string }) {
    this.#instance = instance;
  }

  credentialsFor(caller: SentryCaller | undefined): SentryCredentials {
    const token = caller?.getUserToken();
    if (!token) {
      throw new SentryProblemError({
        code: 'NOT_CONNECTED',
        ...this.#missing(caller),
      });
    }
    if (!USABLE.test(token)) {
      throw new SentryProblemError({
        code: 'TOKEN_REJECTED',
        message: 'Your Sentry token is not valid.',
        action: 'Choose Connect to Sentry again.',
      });
    }
    return {
      // Tokens are random and long: see credentialIdOf.
      credentialId: credentialIdOf('user', token),
      source: 'user',
      expiresAt: expiryOfJwt(token),
      getAuthorization: async () => `Bearer ${token}`,
    };
  }

  /** Why there is no token, and what to do. */
  #missing(
    caller: SentryCaller | undefined,
  ): Pick<SentryProblem, 'message' | 'action'> {
    if (!caller) {
      return {
        message: `The Sentry instance \`${this.#instance}\` is asked with the viewer's own token, and this call has no viewer.`,
        action: 'Background work needs an instance with a token of its own.',
      };
    }
    return caller.canConnect
      ? {
          message: 'You are not connected to Sentry.',
          action: 'Choose Connect to Sentry.',
        }
      : {
          message: `The Sentry instance \`${this.#instance}\` is read with each user's own Sentry account, which only a browser can bring (\`auth.type: user\`): agents and templates can't read it.`,
          action:
            "Open the entity's Sentry tab in Backstage instead. Your platform team can let agents in with `auth.type` token or token-exchange.",
        };
  }

  /** Config holds nothing of it: there is nothing to take over, and others are another way in. */
  replace(next: object): false | undefined {
    return next instanceof UserCredentials ? false : undefined;
  }
}
