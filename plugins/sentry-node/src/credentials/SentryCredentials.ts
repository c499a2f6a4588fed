/**
 * An identity towards Sentry: what proves it, and a name for it that reveals
 * nothing.
 *
 * @public
 */
export interface SentryCredentials {
  /**
   * Differs for every identity whose answers may differ, and stays the same
   * across restarts and replicas.
   */
  readonly credentialId: string;

  /**
   * The value of the `Authorization` header, for one request.
   *
   * @throws SentryProblemError where this identity has no valid proof
   */
  getAuthorization(options?: { signal?: AbortSignal }): Promise<string>;
}
