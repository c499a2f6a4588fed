import { SentryProblemError } from '../../problems/SentryProblemError';
import { timedOut } from './delayProblems';
import type { RequestSubject } from './requestSubject';

/**
 * The problem of a request that got no answer at all. Takes over no text of the
 * failure's.
 *
 * @param options - `givenUp` where it was the caller who ended it
 */
export function problemFromFailure(
  failure: unknown,
  subject: RequestSubject,
  options: { givenUp?: boolean } = {},
): SentryProblemError {
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
  if (hasName(failure, 'TimeoutError')) {
    return new SentryProblemError(timedOut(subject));
  }
  const reason = reasonOf(failure);
  const isTls = /CERT|TLS|SSL|SIGNATURE/.test(reason ?? '');
  return new SentryProblemError({
    code: 'UPSTREAM_UNAVAILABLE',
    message: `${subject.host} can't be reached${reason ? ` (${reason})` : ''}.`,
    action: isTls
      ? `The platform team checks the certificate of ${subject.host}; NODE_EXTRA_CA_CERTS names further authorities to trust.`
      : `Try again in a few minutes; if it stays so, the platform team checks \`baseUrl\` of the Sentry instance \`${subject.instance}\`, and that Backstage can reach ${subject.host}.`,
  });
}

/** Codes such as `ECONNREFUSED`: the only part of a network failure that is safe to show. */
function reasonOf(failure: unknown): string | undefined {
  for (
    let at: unknown = failure, depth = 0;
    isObject(at) && depth < 5;
    depth++
  ) {
    if (typeof at.code === 'string' && /^[A-Z][A-Z0-9_]{2,50}$/.test(at.code)) {
      return at.code;
    }
    at = at.cause ?? (Array.isArray(at.errors) ? at.errors[0] : undefined);
  }
  return undefined;
}

function hasName(value: unknown, name: string): boolean {
  return isObject(value) && value.name === name;
}

function isObject(value: unknown): value is {
  code?: unknown;
  cause?: unknown;
  errors?: unknown;
  name?: unknown;
} {
  return typeof value === 'object' && value !== null;
}
