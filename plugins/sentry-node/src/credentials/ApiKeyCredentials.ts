import { credentialIdOf } from './credentialIdOf';
import type { SentryCredentials } from './SentryCredentials';

/**
 * A legacy API key of an organization, which Sentry takes as the user of HTTP Basic
 * with an empty password. New organizations can't create any; existing ones work.
 */
export class ApiKeyCredentials implements SentryCredentials {
  readonly credentialId: string;
  readonly #key: string;

  static create(options: { key: string }): ApiKeyCredentials {
    return new ApiKeyCredentials(options.key);
  }

  private constructor(key: string) {
    this.#key = key;
    this.credentialId = credentialIdOf('api-key', key);
  }

  async getAuthorization(): Promise<string> {
    return `Basic ${Buffer.from(`${this.#key}:`).toString('base64')}`;
  }
}
