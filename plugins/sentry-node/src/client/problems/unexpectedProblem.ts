import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { RequestSubject } from './requestSubject';

/**
 * An answer that a Sentry server would not give; nearly always the address is
 * another server's, or of something in front of it.
 *
 * @param what - ends the sentence `… answered with`
 */
export function unexpectedProblem(
  { host, instance }: RequestSubject,
  what: string,
): SentryProblem {
  return {
    code: 'UPSTREAM_UNEXPECTED',
    message: `${host} answered with ${what}.`,
    action: `The platform team checks that \`baseUrl\` of the Sentry instance \`${instance}\` is the address of a Sentry server as a browser shows it, without /api/0, and that no login page or proxy stands in front of it.`,
  };
}
