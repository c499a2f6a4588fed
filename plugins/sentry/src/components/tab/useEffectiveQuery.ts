import type { Entity } from '@backstage/catalog-model';
import {
  readSentryFilterAnnotations,
  sentryIssuesDefaults,
  type SentryIssueSort,
  type SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { type Capabilities, offeredSort } from '../../data/projects';
import { writeQuery } from '../../api/query';

/** A query with all defaults. */
export type EffectiveQuery = SentryIssuesQuery &
  Required<Omit<SentryIssuesQuery, 'cursor' | 'project'>>;

/**
 * What is asked for in the end: the viewer's choice, else the app's config (for the search
 * alone before the entity's annotations), else the defaults, as far as the servers can do
 * it. And whether the viewer's choice narrows it: order and page size do not.
 */
export function useEffectiveQuery(
  entity: Entity | undefined,
  chosen: SentryIssuesQuery,
  config: Pick<SentryIssuesQuery, 'query' | 'statsPeriod' | 'sort' | 'limit'>,
  capabilities: Capabilities,
): {
  query: EffectiveQuery;
  isFiltered: boolean;
  /** Also where the servers don't support it. */
  askedSort: SentryIssueSort;
} {
  const { query: search, statsPeriod, sort, limit } = config;
  return useMemo(() => {
    const annotations = entity && readSentryFilterAnnotations(entity);
    const askedSort = chosen.sort ?? sort ?? sentryIssuesDefaults.sort;
    const withDefaults = (query: SentryIssuesQuery): EffectiveQuery => ({
      ...query,
      query:
        query.query ??
        search ??
        annotations?.query ??
        sentryIssuesDefaults.query,
      environment: query.environment ?? annotations?.environments ?? [],
      statsPeriod:
        (capabilities.statsPeriod ? query.statsPeriod : undefined) ??
        statsPeriod ??
        sentryIssuesDefaults.statsPeriod,
      sort: offeredSort(askedSort, capabilities),
      limit: query.limit ?? limit ?? sentryIssuesDefaults.limit,
    });
    const query = withDefaults(chosen);
    return {
      query,
      askedSort,
      isFiltered: filtersOf(query) !== filtersOf(withDefaults({})),
    };
  }, [entity, chosen, search, statsPeriod, sort, limit, capabilities]);
}

function filtersOf(query: SentryIssuesQuery): string {
  const { query: search, environment, project, statsPeriod } = query;
  return String(
    writeQuery({ query: search, environment, project, statsPeriod }),
  );
}
