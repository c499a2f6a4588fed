import type { FilterPredicate } from '@backstage/filter-predicates';
import { SENTRY_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-sentry-common';

/**
 * The entities that show their issues unless config says otherwise: those that
 * name a project, and those that gather the issues of what belongs to them.
 */
export const sentryEntityFilter: FilterPredicate = {
  $any: [
    {
      kind: {
        $in: ['component', 'api', 'resource', 'system', 'domain', 'group'],
      },
      [`metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`]: {
        $exists: true,
      },
    },
    { kind: { $in: ['system', 'domain', 'group'] } },
  ],
};

/** The entities that name a project, of whatever kind. */
export const annotatedEntityFilter: FilterPredicate = {
  [`metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`]: {
    $exists: true,
  },
};
