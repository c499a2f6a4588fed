import type { ReplaceableCredentials } from './ReplaceableCredentials';
import {
  differByCaller,
  type SentryCallerCredentials,
} from './SentryCallerCredentials';
import type { SentryCredentials } from './SentryCredentials';

/**
 * Credentials that others can take the place of while requests are under way: one
 * that Sentry rejects then goes out once more with the new ones.
 */
export class RotatingCredentials
  implements SentryCredentials, ReplaceableCredentials
{
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

  get source(): SentryCredentials['source'] {
    return this.#current.source;
  }

  get expiresAt(): number | undefined {
    return this.#current.expiresAt;
  }

  getAuthorization(options?: {
    signal?: AbortSignal;
    rejected?: string;
  }): Promise<string> {
    return this.#current.getAuthorization(options);
  }

  replace(
    next: SentryCredentials | SentryCallerCredentials,
  ): boolean | undefined {
    if (differByCaller(next)) {
      return undefined;
    }
    const isNew = next.credentialId !== this.credentialId;
    this.#current = next;
    return isNew;
  }
}
