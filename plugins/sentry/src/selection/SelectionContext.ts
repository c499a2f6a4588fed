import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { createContext, useContext } from 'react';

/** Which issues of a list are chosen, and the ways to choose. */
export interface IssueSelection {
  isSelected: (issue: SentryIssue) => boolean;
  /**
   * Selects an issue, or clears it; with `through` also all between it and the one that
   * was last selected or cleared, in the order that they are shown in.
   */
  toggle: (issue: SentryIssue, options?: { through?: boolean }) => void;
  /** Whether there is nothing to select yet. */
  isWaiting: boolean;
  /** How many of those on the page are selected. */
  extent: 'none' | 'some' | 'all';
  /** Selects all of the page; none, where all are. */
  toggleAll: () => void;
}

const SelectionContext = createContext<IssueSelection | undefined>(undefined);

/** Lets the issues of the lists inside be selected; without it, or undefined, they can't be. */
export const SelectionProvider = SelectionContext.Provider;

/** See {@link SelectionProvider}. */
export function useIssueSelection(): IssueSelection | undefined {
  return useContext(SelectionContext);
}
