import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type { ProjectScope } from '../../scopes/types';

/**
 * More teams or people than one menu is made of. It is the entity that names so many
 * projects, or projects of so many; nothing is wrong with the question.
 */
export function tooManyAssignees({
  instance,
  organization,
}: ProjectScope): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `These projects of the Sentry organization \`${organization}\` have more teams or people than are listed here.`,
    action: 'Assign the issue in Sentry to whoever is missing.',
    project: { instance: instance.name, organization },
  };
}
