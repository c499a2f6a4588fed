import { credentialIdOf } from './credentialIdOf';
import { expiryOfJwt } from './expiryOfJwt';
import type { SentryCredentials } from './SentryCredentials';

/**
 * A Bearer token: a user's, an internal integration's or an OAuth application's.
 *
 * The token is a private field: neither JSON nor `util.inspect` shows it.
 */
export class TokenCredentials implements SentryCredentials {
  readonly credentialId: string;
  readonly expiresAt?: number;
  readonly #token: string;

  static create(options: { token: string }): TokenCredentials {
    return new TokenCredentials(options.token);
  }

  private constructor(token: string) {
    this.#token = token;
    this.credentialId = credentialIdOf('token', token);
    this.expiresAt = expiryOfJwt(token);
  }

  async getAuthorization(): Promise<string> {
    return `Bearer ${this.#token}`;
  }
}
