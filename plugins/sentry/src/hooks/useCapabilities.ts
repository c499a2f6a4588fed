import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryApiRef } from '../api/SentryApi';
import { allCapabilities, type Capabilities } from '../capabilities';
import { useResource } from './useResource';

/**
 * What the servers of an entity's projects can do, asked only where it matters.
 *
 * @returns undefined while it is being asked for
 */
export function useCapabilities(
  entityRef: string,
  isNeeded: boolean,
): Capabilities | undefined {
  const sentryApi = useApi(sentryApiRef);
  const load = useCallback(
    (signal: AbortSignal) => sentryApi.getProjects(entityRef, { signal }),
    [sentryApi, entityRef],
  );
  const projects = useResource(isNeeded ? load : undefined);
  if (!isNeeded || projects.error) {
    return allCapabilities;
  }
  return projects.data && (projects.data.capabilities ?? allCapabilities);
}
