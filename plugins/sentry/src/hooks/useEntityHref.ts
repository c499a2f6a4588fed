import {
  appTreeApiRef,
  coreExtensionData,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import type { IssueAddress } from '../address/issueAddress';
import { useOptionalRoute } from './useOptionalRoute';
import { writeTabQuery } from './useTabHref';

/** Makes links to entities, whichever page they are on. */
export interface EntityHrefs {
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
