import type { SentryCaller } from './SentryCaller';
import type { SentryCredentials } from './SentryCredentials';

/** A way in on which every caller is somebody else towards Sentry. */
export interface CallerCredentials {
  /** @throws SentryProblemError where there is no caller, or one that this way is not for */
  credentialsFor(caller: SentryCaller | undefined): SentryCredentials;
}
