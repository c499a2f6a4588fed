import type { SentryCredentials } from './SentryCredentials';

/**
 * Credentials that others can take the place of while requests are under way: one
 * that Sentry rejects then goes out once more with the new ones.
 */
export class RotatingCredentials implements SentryCredentials {
  #current: SentryCredentials;

  static create(initial: SentryCredentials): RotatingCredentials {
    return new RotatingCredentials(initial);
  }

  private constructor(initial: SentryCredentials) {
    this.#current = initial;
  }

  get credentialId(): string {
    return this.#current.credentialId;
  }

  getAuthorization(options?: {
    signal?: AbortSignal;
    rejected?: string;
  }): Promise<string> {
    return this.#current.getAuthorization(options);
  }

  /** @returns whether they are others than before */
  replace(credentials: SentryCredentials): boolean {
    const isNew = credentials.credentialId !== this.credentialId;
    this.#current = credentials;
    return isNew;
  }
}
