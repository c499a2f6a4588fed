import { useRouteRef } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { writeIssuesQuery } from '../api/issuesQuery';
import { entityContentRouteRef } from '../routes';

/**
 * Makes links to the Sentry tab of the entity at hand, showing what is asked
 * for. Undefined where the app has no such tab.
 */
export function useTabHref():
  ((query?: SentryIssuesQuery) => string) | undefined {
  const route = useOptionalRoute();
  const toHref = useCallback(
    (query: SentryIssuesQuery = {}) => {
      const params = writeIssuesQuery(query);
      return params.size ? `${route?.()}?${params}` : `${route?.()}`;
    },
    [route],
  );
  return route && toHref;
}

function useOptionalRoute() {
  try {
    return useRouteRef(entityContentRouteRef);
  } catch {
    // How both systems say that no extension is mounted at the ref.
    return undefined;
  }
}
