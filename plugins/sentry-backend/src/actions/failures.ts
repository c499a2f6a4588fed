import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotFoundError,
  NotImplementedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type {
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';

const MAX_TEXT = 700;
// Of one among several.
const MAX_SHORT = 400;
const MAX_PROBLEMS = 5;

/**
 * The error that an agent sees for each problem. Of an error only a name that Backstage has
 * and the message reach it; any other name arrives as "MCP error -32603" without a message.
 * A refusal by Sentry is no `NotAllowedError`: that one means that Backstage refused.
 */
const errors: Record<SentryProblemCode, new (message: string) => Error> = {
  ANNOTATION_MISSING: NotFoundError,
  ANNOTATION_INVALID: ConflictError,
  NOT_CONFIGURED: NotImplementedError,
  QUERY_INVALID: InputError,
  PROJECT_NOT_FOUND: NotFoundError,
  ORGANIZATION_NOT_FOUND: NotFoundError,
  ISSUE_NOT_FOUND: NotFoundError,
  TOKEN_REJECTED: ServiceUnavailableError,
  SCOPE_MISSING: ServiceUnavailableError,
  SSO_REQUIRED: ServiceUnavailableError,
  NOT_CONNECTED: ConflictError,
  RATE_LIMITED: ServiceUnavailableError,
  UPSTREAM_TIMEOUT: ServiceUnavailableError,
  UPSTREAM_UNAVAILABLE: ServiceUnavailableError,
  UPSTREAM_UNEXPECTED: ServiceUnavailableError,
};

/** What an agent does about problems whose `action` does not say it. */
const advice: Partial<Record<SentryProblemCode, string>> = {
  ISSUE_NOT_FOUND:
    'Find the ids of issues with list-issues of the same entity.',
  UPSTREAM_TIMEOUT: 'Try again once, with a shorter statsPeriod.',
  UPSTREAM_UNAVAILABLE: 'Try again in a minute.',
};

/** Of other errors these keep their name and message. */
const known = [
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotImplementedError',
  'ServiceUnavailableError',
];

/** A problem as one sentence or more: what happened, and what to do about it. */
export function describeProblem(
  { code, message, action, retryAfterSeconds }: SentryProblem,
  max = MAX_SHORT,
): string {
  const parts = [
    `[${code}] ${message}`,
    action,
    advice[code],
    retryAfterSeconds && `Try again in ${retryAfterSeconds} s.`,
  ];
  return parts.filter(Boolean).join(' ').slice(0, max);
}

/** The problems of an answer; absent where there are none. */
export function describeProblems(
  problems: SentryProblem[],
): string[] | undefined {
  return problems.length
    ? problems.slice(0, MAX_PROBLEMS).map(problem => describeProblem(problem))
    : undefined;
}

/** What an action fails with. */
export function toActionError(thrown: unknown, logger: LoggerService): Error {
  if (thrown instanceof SentryProblemError) {
    return new errors[thrown.code](
      describeProblem(thrown.toProblem(), MAX_TEXT),
    );
  }
  const error = toError(thrown);
  if (known.includes(error.name)) {
    return error;
  }
  logger.error(`An action failed: ${error.name}: ${error.message}`);
  return new ServiceUnavailableError(
    "The Sentry plugin failed unexpectedly. Ask your platform team to look into the backend's log.",
  );
}
