import { useCallback, useSyncExternalStore, useMemo } from 'react';
import type {
  SentryIssuesQuery,
  SentryIssueRelation,
} from 'backstage-plugin-sentry-common';
import { issuesQueryKeys, readIssuesQuery, writeQuery } from '../api/query';

const changed = 'backstage-plugin-sentry:url';
/** Marks the entries of the history that this plugin made. */
const marker = 'backstage-plugin-sentry';
/** Each change of a list is a step that Back undoes. */
const asStep = { push: 'list' };

/** Puts parameters into the URL in the place of those that the caller owns. */
type SetUrlParams = (
  params: URLSearchParams,
  options?: {
    /** Makes an entry of the history, which Back leaves, marked with this name. */
    push?: string;
  },
) => void;

/**
 * Some parameters of the page's query string, and a way to replace them. What else
 * changes in the URL changes nothing here.
 *
 * Works on the browser's history alone, so that it does not depend on which
 * router the app has. What others keep in the URL and in `history.state` stays.
 *
 * @param owned - names of the parameters that are this caller's to replace
 */
export function useUrlParams(
  owned: readonly string[],
): [search: string, set: SetUrlParams] {
  const search = useSyncExternalStore(subscribe, () => currentSearch(owned));

  const set = useCallback<SetUrlParams>(
    (params, { push } = {}) => {
      const url = urlWith(owned, params);
      const { pathname, search: present, hash } = window.location;
      if (push && url !== `${pathname}${present}${hash}`) {
        const state = { ...window.history.state, [marker]: push };
        window.history.pushState(state, '', url);
      } else {
        window.history.replaceState(window.history.state, '', url);
      }
      // The browser has no event for a new state, only for going back to one.
      window.dispatchEvent(new Event(changed));
    },
    [owned],
  );
  return [search, set];
}

/** What made the present entry of the history, where it was this plugin. */
export function pushedBy(): string | undefined {
  return window.history.state?.[marker];
}

/**
 * The address of the page with other parameters in the place of those owned.
 *
 * @param page - the browser's own location, for the history; for a link one without the
 *   path of `app.baseUrl`, which the router puts before it
 */
export function urlWith(
  owned: readonly string[],
  params: URLSearchParams,
  page: { pathname: string; search: string } = window.location,
): string {
  const { pathname, search } = page;
  const { hash } = window.location;
  const next = new URLSearchParams(search);
  owned.forEach(name => next.delete(name));
  params.forEach((value, name) => next.append(name, value));
  const query = next.size ? `?${next}` : '';
  return `${pathname}${query}${hash}`;
}

/** The whole query string of the page. */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => window.location.search);
}

function currentSearch(owned: readonly string[]): string {
  const params = new URLSearchParams();
  new URLSearchParams(window.location.search).forEach((value, name) => {
    if (owned.includes(name)) {
      params.append(name, value);
    }
  });
  return String(params);
}

function subscribe(notify: () => void) {
  window.addEventListener('popstate', notify);
  window.addEventListener(changed, notify);
  return () => {
    window.removeEventListener('popstate', notify);
    window.removeEventListener(changed, notify);
  };
}

/** Changes some filters; those set to undefined go back to their default. */
export type ChangeIssuesQuery = (changes: SentryIssuesQuery) => void;

/**
 * What the viewer asks for, kept in the URL: a shared link restores it. Holds
 * only what differs from the defaults.
 */
export function useIssuesQuery(): {
  query: SentryIssuesQuery;
  change: ChangeIssuesQuery;
  /** Drops the filters; order and page size stay. */
  clear: () => void;
} {
  const [search, set] = useUrlParams(issuesQueryKeys);
  const query = useMemo(
    () => readIssuesQuery(new URLSearchParams(search)),
    [search],
  );

  const change = useCallback<ChangeIssuesQuery>(
    changes => {
      // A cursor points into one list; another filter or order makes another list.
      set(
        writeQuery({ ...currentQuery(), cursor: undefined, ...changes }),
        asStep,
      );
    },
    [set],
  );
  const clear = useCallback(() => {
    const { sort, limit } = currentQuery();
    set(writeQuery({ sort, limit }), asStep);
  }, [set]);

  return { query, change, clear };
}

function currentQuery(): SentryIssuesQuery {
  return readIssuesQuery(new URLSearchParams(window.location.search));
}

/** A cursor points into the list of one relation, and so do the projects. */
const owned = ['relation', 'cursor', 'project'] as const;

/** How the issues concern the viewer, kept in the URL. */
export function useRelation(): [
  relation: SentryIssueRelation,
  change: (relation: SentryIssueRelation) => void,
] {
  const [search, set] = useUrlParams(owned);
  const relation =
    new URLSearchParams(search).get('relation') === 'assigned'
      ? 'assigned'
      : 'owned';
  const change = useCallback(
    (next: SentryIssueRelation) =>
      set(
        new URLSearchParams(next === 'owned' ? {} : { relation: next }),
        asStep,
      ),
    [set],
  );
  return [relation, change];
}
