import type { FilterPredicate } from '@backstage/filter-predicates';
import { SENTRY_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-sentry-common';

/** The entities that name a project, of the kinds that may. */
export const annotatedEntityFilter: FilterPredicate = {
  kind: {
    $in: ['component', 'api', 'resource', 'system', 'domain', 'group'],
  },
  [`metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`]: {
    $exists: true,
  },
};

/**
 * The entities that show their issues unless config says otherwise: those that
 * name a project, and those that gather the issues of what belongs to them.
 */
export const sentryEntityFilter: FilterPredicate = {
  $any: [
    annotatedEntityFilter,
    { kind: { $in: ['system', 'domain', 'group'] } },
  ],
};
