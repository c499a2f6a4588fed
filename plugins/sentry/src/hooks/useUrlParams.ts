import { useCallback, useSyncExternalStore } from 'react';

const changed = 'backstage-plugin-sentry:url';

/**
 * The query string of the page, and a way to replace some of its parameters.
 *
 * Works on the browser's history alone, so that it does not depend on which
 * router the app has. What others keep in the URL and in `history.state` stays.
 *
 * @param owned - names of the parameters that are this caller's to replace
 */
export function useUrlParams(
  owned: readonly string[],
): [search: string, replace: (params: URLSearchParams) => void] {
  const search = useSyncExternalStore(subscribe, currentSearch);

  const replace = useCallback(
    (params: URLSearchParams) => {
      const next = new URLSearchParams(window.location.search);
      owned.forEach(name => next.delete(name));
      params.forEach((value, name) => next.append(name, value));
      const { pathname, hash } = window.location;
      const query = next.size ? `?${next}` : '';
      window.history.replaceState(
        window.history.state,
        '',
        `${pathname}${query}${hash}`,
      );
      // The browser tells of no replaced state.
      window.dispatchEvent(new Event(changed));
    },
    [owned],
  );
  return [search, replace];
}

function currentSearch(): string {
  return window.location.search;
}

function subscribe(notify: () => void) {
  window.addEventListener('popstate', notify);
  window.addEventListener(changed, notify);
  return () => {
    window.removeEventListener('popstate', notify);
    window.removeEventListener(changed, notify);
  };
}
