import type { SentryCallerCredentials } from './SentryCallerCredentials';
import type { SentryCredentials } from './SentryCredentials';

/** Credentials in use that a changed config can put others in the place of. */
export interface ReplaceableCredentials {
  /**
   * @returns whether they are others than before; `undefined` where those are of a kind
   *   that needs a restart, and nothing was replaced
   */
  replace(
    next: SentryCredentials | SentryCallerCredentials,
  ): boolean | undefined;
}
