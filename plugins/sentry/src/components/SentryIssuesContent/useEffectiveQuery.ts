import type { Entity } from '@backstage/catalog-model';
import {
  readSentryAnnotations,
  sentryIssuesDefaults,
  type SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { writeIssuesQuery } from '../../api/issuesQuery';

/** A query with nothing left to the backend's defaults but the cursor. */
export type EffectiveQuery = SentryIssuesQuery &
  Required<Omit<SentryIssuesQuery, 'cursor' | 'project'>>;

/**
 * What is asked for in the end: the viewer's choice, else the entity's
 * annotations, else the app's config, else the defaults. And whether the
 * viewer's choice narrows it: order and page size do not.
 */
export function useEffectiveQuery(
  entity: Entity,
  chosen: SentryIssuesQuery,
  config: Pick<SentryIssuesQuery, 'statsPeriod' | 'sort' | 'limit'>,
): { query: EffectiveQuery; isFiltered: boolean } {
  const { statsPeriod, sort, limit } = config;
  return useMemo(() => {
    const annotations = readSentryAnnotations(entity);
    const withDefaults = (query: SentryIssuesQuery): EffectiveQuery => ({
      ...query,
      query: query.query ?? annotations?.query ?? sentryIssuesDefaults.query,
      environment: query.environment ?? annotations?.environments ?? [],
      statsPeriod:
        query.statsPeriod ?? statsPeriod ?? sentryIssuesDefaults.statsPeriod,
      sort: query.sort ?? sort ?? sentryIssuesDefaults.sort,
      limit: query.limit ?? limit ?? sentryIssuesDefaults.limit,
    });
    const query = withDefaults(chosen);
    return {
      query,
      isFiltered: filtersOf(query) !== filtersOf(withDefaults({})),
    };
  }, [entity, chosen, statsPeriod, sort, limit]);
}

function filtersOf(query: SentryIssuesQuery): string {
  const { query: search, environment, project, statsPeriod } = query;
  return String(
    writeIssuesQuery({ query: search, environment, project, statsPeriod }),
  );
}
