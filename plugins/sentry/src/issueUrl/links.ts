import {
  useRouteRef,
  type AnyParams,
  type RouteFunc,
  type RouteRef,
} from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { type IssueAddress, writeIssueAddress } from './address';
import { writeIssuesQuery } from '../api/query';
import { entityContentRouteRef } from '../routes';
import {
  appTreeApiRef,
  coreExtensionData,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { sentryTranslationRef } from '../translation';

/** Makes links to what is mounted at a route; undefined where the app has nothing there. */
export function useOptionalRoute<Params extends AnyParams>(
  ref: RouteRef<Params>,
): RouteFunc<Params> | undefined {
  try {
    return useRouteRef(ref);
  } catch {
    // How both systems say that no extension is mounted at the ref.
    return undefined;
  }
}

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
  const params = writeIssuesQuery(query);
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

/** The item of an entity's menu that leads to its issues. */
export function useContextMenuItem() {
  const { t } = useTranslationRef(sentryTranslationRef);
  const href = useTabHref()?.();
  return { title: t('links.issues'), href: href ?? '', disabled: !href };
}

/** The link among those of an entity's About card. */
export function useIconLink() {
  const { t } = useTranslationRef(sentryTranslationRef);
  const href = useTabHref()?.();
  return {
    label: t('links.about'),
    title: t('links.aboutTitle'),
    href,
    disabled: !href,
  };
}
