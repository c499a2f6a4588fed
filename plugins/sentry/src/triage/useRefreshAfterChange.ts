import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { sentryApiRef } from '../api/SentryApi';
import type { Resource } from '../data/useResource';
import { IssueChanges } from './IssueChanges';

/** Asks again, unnoticed, once issues were changed anywhere on the page. */
export function useRefreshAfterChange(
  resource: Pick<Resource<unknown>, 'refresh'>,
) {
  const { refresh } = resource;
  const changes = IssueChanges.of(useApi(sentryApiRef));
  const count = useSyncExternalStore(changes.subscribe, changes.get);
  const last = useRef(count);

  useEffect(() => {
    if (last.current !== count) {
      last.current = count;
      refresh();
    }
  }, [count, refresh]);
}
