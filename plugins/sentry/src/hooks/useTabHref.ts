import { useCallback } from 'react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { type IssueAddress, writeIssueAddress } from '../address/issueAddress';
import { writeIssuesQuery } from '../api/issuesQuery';
import { entityContentRouteRef } from '../routes';
import { useOptionalRoute } from './useOptionalRoute';

/**
 * Makes links to the Sentry tab of the entity at hand, showing what is asked
 * for, and an issue of it where one is named. Undefined where the app has no
 * such tab.
 */
export function useTabHref():
  ((query?: SentryIssuesQuery, issue?: IssueAddress) => string) | undefined {
  const route = useOptionalRoute(entityContentRouteRef);
  const toHref = useCallback(
    (query?: SentryIssuesQuery, issue?: IssueAddress) =>
      `${route?.()}${writeTabQuery(query, issue)}`,
    [route],
  );
  return route && toHref;
}

/** What the tab is to show, as the end of its address. */
export function writeTabQuery(
  query: SentryIssuesQuery = {},
  issue?: IssueAddress,
): string {
  const params = writeIssuesQuery(query);
  if (issue) {
    writeIssueAddress(params, issue);
  }
  return params.size ? `?${params}` : '';
}
