import type { SentryProblemError } from '../../problems/SentryProblemError';
import { SentryUpstreamError } from './SentryUpstreamError';

/**
 * Whether Sentry refused a question because its organization has no environment of
 * a name that was asked for. Another organization may have it.
 *
 * @public
 */
export function isSentryUnknownEnvironment(
  error: unknown,
): error is SentryProblemError {
  return (
    SentryUpstreamError.hasStatus(error, 404) &&
    error instanceof SentryUpstreamError &&
    error.code === 'QUERY_INVALID'
  );
}
