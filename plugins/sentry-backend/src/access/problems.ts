import type { SentryProblem } from 'backstage-plugin-sentry-common';

/** More belongs to an entity than is read for one answer. */
export function tooManyEntities(
  ref: string,
  count: number,
  limit: number,
): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `${count} entities belong to ${ref}; only the first ${limit} were looked at for Sentry projects.`,
    action: 'Look at one of its parts instead.',
  };
}

/** More of the catalog concerns a user than one list goes over. */
export function tooManyAnnotated(limit: number): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `More than ${limit} entities with Sentry projects concern you; the others are left out.`,
    action: 'Look at the pages of the others in the catalog.',
  };
}
