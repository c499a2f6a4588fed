import { useCallback, useMemo } from 'react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import {
  issuesQueryKeys,
  readIssuesQuery,
  writeIssuesQuery,
} from '../api/issuesQuery';
import { useUrlParams } from './useUrlParams';

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
  const [search, replace] = useUrlParams(issuesQueryKeys);
  const query = useMemo(
    () => readIssuesQuery(new URLSearchParams(search)),
    [search],
  );

  const change = useCallback<ChangeIssuesQuery>(
    changes => {
      // A cursor points into one list; another filter or order makes another list.
      replace(
        writeIssuesQuery({ ...currentQuery(), cursor: undefined, ...changes }),
      );
    },
    [replace],
  );
  const clear = useCallback(() => {
    const { sort, limit } = currentQuery();
    replace(writeIssuesQuery({ sort, limit }));
  }, [replace]);

  return { query, change, clear };
}

function currentQuery(): SentryIssuesQuery {
  return readIssuesQuery(new URLSearchParams(window.location.search));
}
