import { sentryProblemStatus } from './codes';
import type { SentryProblem, SentryProblemCode } from './types';

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
