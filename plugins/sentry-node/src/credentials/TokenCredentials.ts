import { createHash } from 'node:crypto';
import type { SentryCredentials } from './SentryCredentials';

/**
 * A Bearer token: a user's, an internal integration's or an OAuth application's.
 *
 * The token is a private field: neither JSON nor `util.inspect` shows it.
 */
export class TokenCredentials implements SentryCredentials {
  readonly credentialId: string;
  readonly #token: string;

  static create(options: { token: string }): TokenCredentials {
    return new TokenCredentials(options.token);
  }

  private constructor(token: string) {
    this.#token = token;
    this.credentialId = hashOf('token', token);
  }

  async getAuthorization(): Promise<string> {
    return `Bearer ${this.#token}`;
  }
}

/** Tokens are random and long, so a part of a plain hash can't be turned back. */
function hashOf(kind: string, secret: string): string {
  return createHash('sha256')
    .update(`sentry-credential\0${kind}\0${secret}`)
    .digest('base64url')
    .slice(0, 22);
}
