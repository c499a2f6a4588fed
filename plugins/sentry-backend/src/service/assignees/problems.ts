import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { Source } from '../projects';

/** More teams or people than one menu is made of. */
export function tooManyAssignees({
  instance,
  organization,
}: Source): SentryProblem {
  return {
    code: 'QUERY_INVALID',
    message: `The Sentry organization \`${organization}\` has more teams, or people with these projects, than are listed here.`,
    action: 'Assign the issue in Sentry to whoever is missing.',
    project: { instance: instance.name, organization },
  };
}
