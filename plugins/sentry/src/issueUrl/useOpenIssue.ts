import type {
  SentryEventPosition,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import { useCallback, useMemo, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import {
  addressOf,
  type IssueAddress,
  issueAddressKeys,
  readIssueAddress,
  writeIssueAddress,
} from './address';
import { pushedBy, urlWith, useSearch, useUrlParams } from './urlParams';

const owned = [...issueAddressKeys, 'event'];
/** Marks the entries of the history that have an issue open. */
const pushed = 'issue';

const knownEvent = /^(?:recommended|latest|oldest|[\da-f-]{32,36})$/i;

/** Which issue of the list is open, and how to open others. */
export interface OpenIssue {
  /** As the URL names it. */
  address?: IssueAddress;
  /** Position or id of the event to look at, as the URL has it. */
  event?: SentryEventPosition | (string & {});
  /** Whether the URL asks for an event by what could be none. */
  isEventUnknown: boolean;
  /** The link that opens an issue, beside the filters at hand; the app's base path is not in it. */
  hrefOf: (issue: SentryIssue) => string;
  /** From the list this makes a step that Back undoes; from an issue to the next it does not. */
  open: (issue: SentryIssue) => void;
  showEvent: (event: string | undefined) => void;
  close: () => void;
  /** What had the focus when an issue was opened from the list; null where none was. */
  takeOpener: () => Element | null;
}

/**
 * The open issue, kept in the URL: a shared link, a reload and Back restore it.
 *
 * @param inMany - whether the issues are of several places, which may have some of one id
 */
export function useOpenIssue(inMany: boolean): OpenIssue {
  const [params, replace] = useUrlParams(owned);
  const { address, event, isEventUnknown } = useMemo(
    () => read(params),
    [params],
  );
  const search = useSearch();
  const { pathname } = useLocation();
  const opener = useRef<Element | null>(null);
  const isLeaving = useRef(false);

  const open = useCallback(
    (issue: SentryIssue) => {
      const isOpen = read(window.location.search).address !== undefined;
      if (!isOpen) {
        opener.current = document.activeElement;
      }
      replace(paramsOf(issue, inMany), isOpen ? {} : { push: pushed });
    },
    [replace, inMany],
  );
  const showEvent = useCallback(
    (next: string | undefined) => {
      const { address: of } = read(window.location.search);
      if (of) {
        const shown = writeIssueAddress(new URLSearchParams(), of);
        if (next) {
          shown.set('event', next);
        }
        replace(shown);
      }
    },
    [replace],
  );
  const close = useCallback(() => {
    if (!read(window.location.search).address || isLeaving.current) {
      return;
    }
    if (pushedBy() === pushed) {
      // Going back takes a while: a second press must not go back twice.
      isLeaving.current = true;
      const arrived = () => {
        isLeaving.current = false;
      };
      window.addEventListener('popstate', arrived, { once: true });
      window.history.back();
    } else {
      replace(new URLSearchParams());
    }
  }, [replace]);
  const hrefOf = useCallback(
    (issue: SentryIssue) =>
      urlWith(owned, paramsOf(issue, inMany), { pathname, search }),
    [pathname, search, inMany],
  );
  const takeOpener = useCallback(() => {
    const element = opener.current;
    opener.current = null;
    return element;
  }, []);

  return {
    address,
    event,
    isEventUnknown,
    hrefOf,
    open,
    showEvent,
    close,
    takeOpener,
  };
}

function paramsOf(issue: SentryIssue, inMany: boolean): URLSearchParams {
  return writeIssueAddress(new URLSearchParams(), addressOf(issue, inMany));
}

/** Reads the URL; an event that could be none counts as absent. */
function read(search: string): {
  address?: IssueAddress;
  event?: string;
  isEventUnknown: boolean;
} {
  const params = new URLSearchParams(search);
  const event = params.get('event') || undefined;
  const isEventUnknown = event !== undefined && !knownEvent.test(event);
  return {
    address: readIssueAddress(params),
    event: isEventUnknown ? undefined : event,
    isEventUnknown,
  };
}
