import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { RequestSubject } from './requestSubject';

/** A call that Sentry refused, or would refuse, for the number of them. */
export function rateLimited(
  { host, instance }: RequestSubject,
  seconds: number,
): SentryProblem {
  return {
    code: 'RATE_LIMITED',
    message: `${host} takes no more requests for now: the token's rate limit is used up.`,
    action: `Try again in ${seconds} s. If it happens often, the platform team raises \`cache.ttl\` or gives the Sentry instance \`${instance}\` a token of its own.`,
    retryAfterSeconds: seconds,
  };
}

/** A call of somebody who has so many waiting that it could not have its turn in time. */
export function tooManyWaiting(
  { host }: RequestSubject,
  seconds: number,
): SentryProblem {
  return {
    code: 'RATE_LIMITED',
    message: `Too many of your requests wait for ${host}.`,
    action: `Try again in ${seconds} s, and ask for less at once.`,
    retryAfterSeconds: seconds,
  };
}

export function timedOut({ host }: RequestSubject): SentryProblem {
  return {
    code: 'UPSTREAM_TIMEOUT',
    message: `${host} did not answer in time.`,
    action:
      'Try again, or choose a shorter period; the platform team may raise `client.timeout`.',
  };
}

/** A call whose turn did not come. */
export function overdue({ host, instance }: RequestSubject): SentryProblem {
  return {
    code: 'UPSTREAM_TIMEOUT',
    message: `So many requests wait for ${host} that the turn of this one did not come in time.`,
    action: `Try again in a minute. If it happens often, the platform team raises \`client.maxConcurrency\` of the Sentry instance \`${instance}\`, or looks why ${host} is slow.`,
  };
}
