import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryApiRef } from '../../api';
import { allCapabilities, type Capabilities } from '../../capabilities';
import { useRefreshWhenStale } from '../../hooks/useRefreshWhenStale';
import { useResource } from '../../hooks/useResource';
import type { FilterOption } from '../IssuesFilters';

/**
 * The environments and projects to choose from, and what their servers can do. A filter without its choices is
 * no reason to withhold the issues: failures here count as nothing to choose.
 */
export function useFilterOptions(entityRef: string): {
  environments: string[];
  projects: FilterOption[];
  /** Undefined until it is known. */
  capabilities: Capabilities | undefined;
} {
  const sentryApi = useApi(sentryApiRef);
  const environments = useResource(
    useCallback(
      (signal: AbortSignal) => sentryApi.getEnvironments(entityRef, { signal }),
      [sentryApi, entityRef],
    ),
  );
  const projects = useResource(
    useCallback(
      (signal: AbortSignal) => sentryApi.getProjects(entityRef, { signal }),
      [sentryApi, entityRef],
    ),
  );
  // An environment that was just deployed to is to be found without a reload.
  useRefreshWhenStale(environments);
  useRefreshWhenStale(projects);
  return {
    capabilities:
      projects.data || projects.error
        ? (projects.data?.capabilities ?? allCapabilities)
        : undefined,
    environments: environments.data?.items.map(({ name }) => name) ?? [],
    projects:
      projects.data?.items.flatMap(item =>
        item.problem ? [] : [{ value: item.ref, label: item.name }],
      ) ?? [],
  };
}
