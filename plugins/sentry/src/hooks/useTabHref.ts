import { useCallback } from 'react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { writeIssuesQuery } from '../api/issuesQuery';
import { entityContentRouteRef } from '../routes';
import { useOptionalRoute } from './useOptionalRoute';

/**
 * Makes links to the Sentry tab of the entity at hand, showing what is asked
 * for, and an issue of it where one is named. Undefined where the app has no
 * such tab.
 */
export function useTabHref():
  ((query?: SentryIssuesQuery, issueId?: string) => string) | undefined {
  const route = useOptionalRoute(entityContentRouteRef);
  const toHref = useCallback(
    (query?: SentryIssuesQuery, issueId?: string) =>
      `${route?.()}${writeTabQuery(query, issueId)}`,
    [route],
  );
  return route && toHref;
}

/** What the tab is to show, as the end of its address. */
export function writeTabQuery(
  query: SentryIssuesQuery = {},
  issueId?: string,
): string {
  const params = writeIssuesQuery(query);
  if (issueId) {
    params.set('issue', issueId);
  }
  return params.size ? `?${params}` : '';
}
