import { SentryProblemError } from '../../problems/SentryProblemError';

/** What Sentry answers where it knows the organization, whatever it thinks of the question. */
const answers = new Set([
  'ISSUE_NOT_FOUND',
  'PROJECT_NOT_FOUND',
  'QUERY_INVALID',
  'RATE_LIMITED',
  'SCOPE_MISSING',
  'SSO_REQUIRED',
  'TOKEN_REJECTED',
]);

/**
 * Whether a failure may be the region's own, so that the configured server could do
 * better: it can't be reached from here, is a login page, or has lost the organization.
 */
export function isOfRegionItself(failure: unknown): boolean {
  return !(failure instanceof SentryProblemError && answers.has(failure.code));
}
