import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { createContext, useContext } from 'react';

/** Where the issues of a list lead to, where that is within the portal. */
export interface IssueLinks {
  /** Undefined for an issue that the portal has no page for. */
  hrefOf: (issue: SentryIssue) => string | undefined;
  /** Opens an issue without leaving the page; left out where the page is another. */
  onOpen?: (issue: SentryIssue) => void;
}

const IssueLinksContext = createContext<IssueLinks | undefined>(undefined);

/** Says where the issues inside lead to; without it they lead to Sentry. */
export const IssueLinksProvider = IssueLinksContext.Provider;

/** See {@link IssueLinksProvider}. */
export function useIssueLinks(): IssueLinks | undefined {
  return useContext(IssueLinksContext);
}
