import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { createContext, useContext } from 'react';

/** Where the issues of a list lead to, where that is within the portal. */
export interface IssueLinks {
  hrefOf: (issueId: string) => string;
  /** Opens an issue without leaving the page; left out where the page is another. */
  onOpen?: (issueId: string) => void;
}

const IssueLinksContext = createContext<IssueLinks | undefined>(undefined);

/** Says where the issues inside lead to; without it they lead to Sentry. */
export const IssueLinksProvider = IssueLinksContext.Provider;

/** See {@link IssueLinksProvider}. */
export function useIssueLinks(): IssueLinks | undefined {
  return useContext(IssueLinksContext);
}

/** How an issue is called in addresses: as people call it, where that is known. */
export function issueIdOf(issue: SentryIssue): string {
  return issue.shortId ?? issue.id;
}

/** Whether an address that names this id means this issue. */
export function isIssue(issue: SentryIssue, issueId: string): boolean {
  return (
    issue.id === issueId ||
    issue.shortId?.toLocaleUpperCase('en-US') ===
      issueId.toLocaleUpperCase('en-US')
  );
}
