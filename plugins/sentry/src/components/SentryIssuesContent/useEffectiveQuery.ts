import type { Entity } from '@backstage/catalog-model';
import {
  readSentryAnnotations,
  sentryIssuesDefaults,
  type SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';

/** A query with nothing left to the backend's defaults but the cursor. */
export type EffectiveQuery = SentryIssuesQuery &
  Required<Omit<SentryIssuesQuery, 'cursor' | 'project'>>;

/**
 * What is asked for in the end: the viewer's choice, else the entity's
 * annotations, else the app's config, else the defaults.
 */
export function useEffectiveQuery(
  entity: Entity,
  query: SentryIssuesQuery,
  config: Pick<SentryIssuesQuery, 'statsPeriod' | 'sort' | 'limit'>,
): EffectiveQuery {
  const { statsPeriod, sort, limit } = config;
  return useMemo(() => {
    const annotations = readSentryAnnotations(entity);
    return {
      ...query,
      query: query.query ?? annotations?.query ?? sentryIssuesDefaults.query,
      environment: query.environment ?? annotations?.environments ?? [],
      statsPeriod:
        query.statsPeriod ?? statsPeriod ?? sentryIssuesDefaults.statsPeriod,
      sort: query.sort ?? sort ?? sentryIssuesDefaults.sort,
      limit: query.limit ?? limit ?? sentryIssuesDefaults.limit,
    };
  }, [entity, query, statsPeriod, sort, limit]);
}
