import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { SentryClient } from '../client/SentryClient';
import type { SentryCaller } from '../credentials/types';
import type { SentryConfig, SentryInstanceConfig } from '../config/types';

/**
 * The way from other backend code to Sentry: the configured instances, and a
 * client for each.
 *
 * @public
 */
export interface SentryService {
  readonly config: SentryConfig;

  /**
   * The instance of that name; without one the instance `default`, or the only
   * one there is. `undefined` where config has none such.
   */
  getInstance(name?: string): SentryInstanceConfig | undefined;

  /**
   * A client for the instance of that name.
   *
   * @param options - `caller`: for whom it asks. A credential that all share, such as a
   *   token in config, takes no notice of it. With `auth.type` `user` or
   *   `token-exchange` the client is the caller's, for the request at hand.
   * @throws SentryProblemError `NOT_CONFIGURED` where the instance has no credential,
   *   `NOT_CONNECTED` where the caller has none
   */
  getClient(
    name: string,
    options?: { caller?: SentryCaller },
  ): Promise<SentryClient>;

  /**
   * Whether the tokens that users get by connecting to Sentry are ones of the server of that
   * instance, whatever its `auth.type`. To no other are they sent.
   */
  takesUserTokens(name: string): boolean;

  /**
   * A client that asks the instance of that name with the caller's own Sentry token,
   * whatever its `auth.type`, for the request at hand. Callers of this method make sure that
   * the token is that user's.
   *
   * @throws SentryProblemError `NOT_CONFIGURED` where `takesUserTokens` says no, or config
   *   has no credential for the instance either; `NOT_CONNECTED` where the caller brought
   *   no token
   */
  getUserClient(
    name: string,
    options: { caller: SentryCaller },
  ): Promise<SentryClient>;

  /**
   * The client of the instance of that name, where all callers share its credential; the
   * same each time, at the price of a look into a map. For paths that are walked often.
   *
   * @returns `undefined` where the credential differs by caller, or there is none: then
   *   `getClient` has the client for a caller, or says what is missing
   */
  getSharedClient(name: string): SentryClient | undefined;

  /**
   * Registers a listener that is called with each problem that a call to Sentry ends in, as
   * for diagnostics. It must not throw.
   *
   * @param listener - takes the name of the instance and the problem
   */
  onProblem(listener: (instance: string, problem: SentryProblem) => void): void;
}
