import type { Config } from '@backstage/config';
import type { SentryInstanceConfig } from '../config/types';
import type { SentryCallerCredentials } from './SentryCallerCredentials';
import type { SentryCredentials } from './SentryCredentials';

/**
 * Serves one more `auth.type`: a company's vault, for example. See
 * `sentryCredentialsProvidersServiceRef`.
 *
 * @public
 */
export interface SentryCredentialsProvider {
  /** The `auth.type` in config that this provider serves, such as `vault`. */
  readonly type: string;

  /**
   * The credentials of an instance whose `auth` has that type. Called once for each
   * at the start: asks nobody yet; that is what `getAuthorization` is for.
   *
   * @param options - `instance`: whose credentials; `auth`: its `auth` section, with
   *   whatever keys this provider defines
   * @returns credentials that all callers share, or those that differ by caller
   */
  createCredentials(options: {
    instance: SentryInstanceConfig;
    auth: Config;
  }): SentryCredentials | SentryCallerCredentials;
}
