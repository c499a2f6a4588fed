import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import { type FilterOptions, useFilterOptions } from '../../data/projects';

/** What the issues of an entity can be narrowed by. */
export function useEntityFilters(entityRef: string): FilterOptions {
  const sentryApi = useApi(sentryApiRef);
  return useFilterOptions(
    useCallback(
      signal => sentryApi.getEnvironments(entityRef, { signal }),
      [sentryApi, entityRef],
    ),
    useCallback(
      signal => sentryApi.getProjects(entityRef, { signal }),
      [sentryApi, entityRef],
    ),
  );
}
