import type { SentryEventPosition } from 'backstage-plugin-sentry-common';
import { useCallback, useMemo } from 'react';
import { urlWith, useSearch, useUrlParams } from './useUrlParams';

const owned = ['issue', 'event'] as const;
/** Marks the entries of the history that this plugin made. */
const pushed = 'backstage-plugin-sentry:issue';

const knownEvent = /^(?:recommended|latest|oldest|[\da-f-]{32,36})$/i;

/** Which issue of the list is open, and how to open others. */
export interface OpenIssue {
  /** Id or short id, as the URL has it. */
  issueId?: string;
  /** Position or id of the event to look at, as the URL has it. */
  event?: SentryEventPosition | (string & {});
  /** The address that opens an issue, beside the filters at hand. */
  hrefOf: (issueId: string) => string;
  /** From the list this makes a step that Back undoes; from an issue to the next it does not. */
  open: (issueId: string) => void;
  showEvent: (event: string | undefined) => void;
  close: () => void;
}

/** The open issue, kept in the URL: a shared link, a reload and Back restore it. */
export function useOpenIssue(): OpenIssue {
  const [params, replace] = useUrlParams(owned);
  const { issueId, event } = useMemo(() => read(params), [params]);
  const search = useSearch();

  const open = useCallback(
    (next: string) =>
      replace(
        new URLSearchParams({ issue: next }),
        read(window.location.search).issueId ? {} : { push: pushed },
      ),
    [replace],
  );
  const showEvent = useCallback(
    (next: string | undefined) => {
      const { issueId: issue } = read(window.location.search);
      if (issue) {
        replace(new URLSearchParams({ issue, ...(next && { event: next }) }));
      }
    },
    [replace],
  );
  const close = useCallback(() => {
    if (window.history.state?.[pushed]) {
      window.history.back();
    } else {
      replace(new URLSearchParams());
    }
  }, [replace]);
  const hrefOf = useCallback(
    (next: string) =>
      urlWith(owned, new URLSearchParams({ issue: next }), search),
    [search],
  );

  return { issueId, event, hrefOf, open, showEvent, close };
}

/** Reads the URL; an event that could be none counts as absent. */
function read(search: string): { issueId?: string; event?: string } {
  const params = new URLSearchParams(search);
  const event = params.get('event');
  return {
    issueId: params.get('issue') || undefined,
    event: event && knownEvent.test(event) ? event : undefined,
  };
}
