import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../../api/errors';
import { canConnectHelp } from '../ui/canConnectHelp';

/** Those that pass by themselves. */
const passing: SentryProblemCode[] = [
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** Those that somebody else has to mend. */
const lasting: SentryRequestFailure[] = [
  'bad-request',
  'forbidden',
  'not-found',
  'not-installed',
  'unauthenticated',
];

/**
 * Whether the same change can be asked for again with any hope: where it may pass, or where
 * the viewer can do something about it, as to connect or to agree.
 */
export function canRetryChange(
  error: Error,
  isConnected: boolean | undefined,
): boolean {
  if (error instanceof SentryProblemException) {
    const { problem } = error;
    return (
      passing.includes(problem.code) || canConnectHelp(problem, isConnected)
    );
  }
  return !(
    error instanceof SentryRequestException && lasting.includes(error.reason)
  );
}
