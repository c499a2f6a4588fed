import { useApi } from '@backstage/frontend-plugin-api';
import type { SentryIssueRelation } from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import { type FilterOptions, useFilterOptions } from '../../data/projects';

/** What the viewer's own issues can be narrowed by. */
export function useMyFilters(relation: SentryIssueRelation): FilterOptions {
  const sentryApi = useApi(sentryApiRef);
  return useFilterOptions(
    useCallback(
      signal => sentryApi.getMyEnvironments({ relation }, { signal }),
      [sentryApi, relation],
    ),
    useCallback(
      signal => sentryApi.getMyProjects({ relation }, { signal }),
      [sentryApi, relation],
    ),
  );
}
