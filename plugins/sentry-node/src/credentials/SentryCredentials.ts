/**
 * An identity towards Sentry: what proves it, and a name for it that reveals
 * nothing.
 *
 * @public
 */
export interface SentryCredentials {
  /**
   * Part of every cache key: differs for every identity whose answers may differ,
   * and stays the same across restarts and replicas. May change when the proof
   * does; answers are then asked for anew.
   */
  readonly credentialId: string;

  /**
   * Where the proof comes from, for problems to name whoever can mend it. Default
   * `config`: one for all callers. `dsn`: none at all, but the name of a project.
   */
  readonly source?: 'config' | 'user' | 'token-exchange' | 'dsn';

  /**
   * When the proof ends, in milliseconds since 1970, for diagnostics. Absent where that
   * is not known, as for Sentry's own tokens, which don't tell.
   */
  readonly expiresAt?: number;

  /**
   * The value of the `Authorization` header, for one request.
   *
   * @param options - `rejected`: the value that Sentry has just answered with 401.
   *   Whoever keeps values drops that one. Where another is returned, the request
   *   is sent once more with it.
   * @throws SentryProblemError where this identity has no valid proof
   */
  getAuthorization(options?: {
    signal?: AbortSignal;
    rejected?: string;
  }): Promise<string>;
}
