import {
  sentryIssuesDefaults,
  type SentryAnnotations,
  type SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import type { IssuesFilter } from './types';

/** Fills in what was not asked for: by the entity's annotations, then by default. */
export function issuesFilter(
  asked: SentryIssuesQuery,
  annotations: SentryAnnotations | undefined,
): IssuesFilter {
  return {
    query: asked.query ?? annotations?.query ?? sentryIssuesDefaults.query,
    environments: askedEnvironments(asked.environment, annotations),
    statsPeriod: asked.statsPeriod ?? sentryIssuesDefaults.statsPeriod,
    sort: asked.sort ?? sentryIssuesDefaults.sort,
    limit: asked.limit ?? sentryIssuesDefaults.limit,
  };
}

/** The environments to filter by, in a fixed order; none for all. */
export function askedEnvironments(
  asked: string[] | undefined,
  annotations: SentryAnnotations | undefined,
): string[] {
  return [...new Set(asked ?? annotations?.environments ?? [])].sort();
}
