/**
 * The HTTP status each problem is answered with. Sentry's own 401 and 403 become
 * 502: to a browser those two would mean that Backstage refused.
 *
 * @public
 */
export const sentryProblemStatus = {
  ANNOTATION_MISSING: 404,
  ANNOTATION_INVALID: 422,
  NOT_CONFIGURED: 501,
  QUERY_INVALID: 400,
  PROJECT_NOT_FOUND: 404,
  ORGANIZATION_NOT_FOUND: 404,
  ISSUE_NOT_FOUND: 404,
  TOKEN_REJECTED: 502,
  SCOPE_MISSING: 502,
  SSO_REQUIRED: 502,
  NOT_CONNECTED: 409,
  RATE_LIMITED: 429,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_UNAVAILABLE: 503,
  UPSTREAM_UNEXPECTED: 502,
} as const;

/**
 * Every problem code.
 *
 * @public
 */
export const sentryProblemCodes = Object.keys(
  sentryProblemStatus,
) as (keyof typeof sentryProblemStatus)[];
