import { z } from 'zod';
import { SentryProblemError } from '../problems';
import { credentialIdOf } from './static';
import type {
  ReplaceableCredentials,
  SentryCaller,
  SentryCallerCredentials,
  SentryCredentials,
} from './types';

const claimsSchema = z.object({ exp: z.number().positive().max(1e11) });

/**
 * When a token ends that is a JWT (RFC 7519 §4.1.4), as those of gateways and token
 * services can be. For diagnostics alone: nothing of it is proved.
 *
 * @returns milliseconds since 1970; `undefined` for Sentry's own tokens, which don't tell
 */
export function expiryOfJwt(token: string): number | undefined {
  const [, claims, ...rest] = token.split('.');
  if (!claims || rest.length !== 1) {
    return undefined;
  }
  try {
    const parsed = claimsSchema.safeParse(
      JSON.parse(Buffer.from(claims, 'base64url').toString()),
    );
    return parsed.data && parsed.data.exp * 1000;
  } catch {
    return undefined;
  }
}

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
        message: caller
          ? 'You are not connected to Sentry.'
          : `The Sentry instance \`${this.#instance}\` is asked with the token of whoever looks, and nobody does.`,
        action: caller
          ? 'Choose Connect to Sentry.'
          : 'Background work needs an instance with a token of its own.',
      });
    }
    if (!USABLE.test(token)) {
      throw new SentryProblemError({
        code: 'TOKEN_REJECTED',
        message: 'What was sent as your Sentry token is none.',
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
  /** Config holds nothing of it: there is nothing to take over, and others are another way in. */
  replace(next: object): false | undefined {
    return next instanceof UserCredentials ? false : undefined;
  }
}
