import { useCallback } from 'react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { type IssueAddress, writeIssueAddress } from './address';
import { writeQuery } from '../api/query';
import { entityContentRouteRef, useOptionalRoute } from '../routes';
import {
  appTreeApiRef,
  coreExtensionData,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';

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
function writeTabQuery(
  query: SentryIssuesQuery = {},
  issue?: IssueAddress,
): string {
  const params = writeQuery(query);
  if (issue) {
    writeIssueAddress(params, issue);
  }
  return params.size ? `?${params}` : '';
}

/** Makes links to entities, whichever page they are on. */
interface EntityHrefs {
  /** The entity's own page; undefined where the app has no catalog. */
  page: (entityRef: string) => string | undefined;
  /** Its Sentry tab, or its page where the app has no such tab. */
  tab: (
    entityRef: string,
    query?: SentryIssuesQuery,
    issue?: IssueAddress,
  ) => string | undefined;
}

/** See {@link EntityHrefs}; {@link useTabHref} is for the entity at hand. */
export function useEntityHref(): EntityHrefs {
  const route = useOptionalRoute(entityRouteRef);
  const tabPath = useTabPath();

  const page = useCallback(
    (entityRef: string) =>
      route?.(entityRouteParams(entityRef, { encodeParams: true })),
    [route],
  );
  const tab = useCallback<EntityHrefs['tab']>(
    (entityRef, query, issue) => {
      const path = page(entityRef);
      return path === undefined || tabPath === undefined
        ? path
        : `${path}/${tabPath}${writeTabQuery(query, issue)}`;
    },
    [page, tabPath],
  );
  return { page, tab };
}

/** Where the tab is below an entity's page: the app may have moved it, or turned it off. */
function useTabPath(): string | undefined {
  const tree = useApiHolder().get(appTreeApiRef)?.getTree().tree;
  const tab = tree?.nodes.get('entity-content:sentry/issues');
  if (!tab) {
    // An app of the old frontend system, which can't be asked.
    return 'sentry';
  }
  return tab.instance
    ?.getData(coreExtensionData.routePath)
    ?.replace(/^\/+/, '');
}
