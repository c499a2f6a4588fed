import type { SentryCaller } from './SentryCaller';
import type { SentryCredentials } from './SentryCredentials';

/**
 * A way in on which every caller is somebody else towards Sentry. Clients made with it
 * serve one request: their `isShared` is `false`.
 *
 * @public
 */
export interface SentryCallerCredentials {
  /**
   * The credentials of that caller, for one request. Asks nobody yet.
   *
   * @param caller - `undefined` where nobody is behind the request, as in background work
   * @throws SentryProblemError where there is no caller, or one that this way is not for
   */
  credentialsFor(caller: SentryCaller | undefined): SentryCredentials;
}

/** Tells the two kinds of credentials apart. */
export function differByCaller(
  credentials: SentryCredentials | SentryCallerCredentials,
): credentials is SentryCallerCredentials {
  return 'credentialsFor' in credentials;
}
