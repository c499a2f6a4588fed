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

/**
 * What kind of failure a {@link SentryProblem} is.
 *
 * @public
 */
export type SentryProblemCode = keyof typeof sentryProblemStatus;

/**
 * Names one Sentry project: which configured instance, which organization,
 * which project.
 *
 * @public
 */
export interface SentryProjectKey {
  /** Name of the instance in config; `default` for the top-level one. */
  instance: string;
  /** Organization slug. */
  organization: string;
  /** Project slug, or the numeric id where the annotation gives one. */
  project: string;
}

/**
 * A failure with what its reader can do about it.
 *
 * As the answer to a request it is Backstage's error body, with these fields on
 * `error`; within an answer that is otherwise fine it stands in `problems`.
 *
 * @public
 */
export interface SentryProblem {
  code: SentryProblemCode;
  /** What happened, in one sentence. */
  message: string;
  /** What to do about it, and who can. */
  action?: string;
  /** The project the failure belongs to, where it is one project's. */
  project?: Partial<SentryProjectKey>;
  /** Whole seconds until it is worth asking again. */
  retryAfterSeconds?: number;
  /** Where it was something to be changed that failed; absent for what was to be read. */
  isChange?: true;
  /** The address of a page that explains more. */
  documentation?: string;
  /**
   * What of a question can't be answered, with `QUERY_INVALID`: the parameter and, where they
   * are known, the terms or names in it, as they were asked for, and a term that may be meant.
   */
  invalid?: {
    parameter: 'query' | 'environment' | 'cursor';
    values?: string[];
    nearest?: string;
  };
}

/**
 * Whether a value is one of the problem codes.
 *
 * @public
 */
export function isSentryProblemCode(
  value: unknown,
): value is SentryProblemCode {
  return typeof value === 'string' && Object.hasOwn(sentryProblemStatus, value);
}

/**
 * Whether a value, such as `error` of an error body, carries a problem.
 *
 * @public
 */
export function isSentryProblem(value: unknown): value is SentryProblem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    isSentryProblemCode(value.code) &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
