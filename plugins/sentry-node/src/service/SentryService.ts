import type { SentryClient } from '../client/types';
import type { SentryCaller } from '../credentials/SentryCaller';
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
}
