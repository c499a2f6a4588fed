import type { SentryProblem } from 'backstage-plugin-sentry-common';

/** A list over so many organizations that no cursor can hold its place in all of them. */
export function endOfCursors(sources: number): SentryProblem {
  return {
    code: 'QUERY_INVALID',
    message: `This list goes over ${sources} Sentry organizations and projects, too many to go on with after this page.`,
    action: 'Choose some of the projects in the filter, or a shorter period.',
  };
}
