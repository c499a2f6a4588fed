import { SentryProblemError } from '../../problems/SentryProblemError';
import { timedOut } from './delayProblems';
import type { RequestSubject } from './requestSubject';
import { unreachable, unusedProxyAdvice } from './unreachable';

/**
 * The problem of a request that got no answer at all. Takes over no text of the
 * failure's.
 *
 * @param options - `givenUp` where it was the caller who ended it; `env`: where proxies are
 *   named, by default the environment of the process
 */
export function problemFromFailure(
  failure: unknown,
  subject: RequestSubject,
  options: { givenUp?: boolean; env?: NodeJS.ProcessEnv } = {},
): SentryProblemError {
  const { env = process.env } = options;
  if (failure instanceof SentryProblemError) {
    return failure;
  }
  // First, since whoever gives up may do so with any reason.
  if (options.givenUp) {
    return new SentryProblemError({
      code: 'UPSTREAM_TIMEOUT',
      message: `The request to ${subject.host} was given up before it answered.`,
      action: 'Try again.',
    });
  }
  if (isTimeout(failure)) {
    const action = unusedProxyAdvice(subject, env);
    return new SentryProblemError({
      ...timedOut(subject),
      ...(action && { action }),
    });
  }
  return new SentryProblemError(unreachable(failure, subject, env));
}

function isTimeout(failure: unknown): boolean {
  return (
    typeof failure === 'object' &&
    failure !== null &&
    'name' in failure &&
    failure.name === 'TimeoutError'
  );
}
