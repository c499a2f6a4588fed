import type { FilterPredicate } from '@backstage/filter-predicates';
import { SENTRY_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-sentry-common';

/** The entities that may name a project. */
const possibleEntityFilter: FilterPredicate = {
  kind: {
    $in: ['component', 'api', 'resource', 'system', 'domain', 'group'],
  },
};

/** The entities that name a project, of the kinds that may. */
export const annotatedEntityFilter: FilterPredicate = {
  ...possibleEntityFilter,
  [`metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`]: {
    $exists: true,
  },
};

/**
 * The entities that show their issues unless config says otherwise: those that
 * name a project, and those that gather the issues of what belongs to them.
 */
const sentryEntityFilter: FilterPredicate = {
  $any: [
    annotatedEntityFilter,
    { kind: { $in: ['system', 'domain', 'group'] } },
  ],
};

/** @param showWhenMissing - whether entities without a project show how to name one */
export function filterFor(showWhenMissing = false): FilterPredicate {
  return showWhenMissing ? possibleEntityFilter : sentryEntityFilter;
}
