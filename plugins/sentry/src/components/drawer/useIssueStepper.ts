import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { KeyboardEvent } from 'react';
import { type IssueAddress, isIssue } from '../../issueUrl/address';

/** The way along the issues of the list. */
export interface IssueStepper {
  /** Undefined at the end of the page, and where the issue is not on it. */
  onPrevious?: () => void;
  onNext?: () => void;
  /** Where the issue stands on the page, from 1. */
  index?: number;
  count: number;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Where letters are for typing, or for choosing by name. */
const typing =
  'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"]';

/** Steps by `j` and `k` as lists of messages do, and tells buttons the same. */
export function useIssueStepper(options: {
  issues: SentryIssue[];
  address: IssueAddress;
  onOpen: (issue: SentryIssue) => void;
}): IssueStepper {
  const { issues, address, onOpen } = options;
  const index = issues.findIndex(issue => isIssue(issue, address));
  const openAt = (at: number) => {
    const issue = index === -1 ? undefined : issues[at];
    return issue && (() => onOpen(issue));
  };
  const onPrevious = openAt(index - 1);
  const onNext = openAt(index + 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target, currentTarget } = event;
    const isOther =
      event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    // A menu that the drawer opened lies beside it in the document.
    const isInside =
      target instanceof Element && currentTarget.contains(target);
    if (isOther || event.repeat || !isInside || target.closest(typing)) {
      return;
    }
    // In capitals where Caps Lock is on.
    const step = { j: onNext, k: onPrevious }[key.toLocaleLowerCase('en-US')];
    if (step) {
      event.preventDefault();
      step();
    }
  };
  return {
    onPrevious,
    onNext,
    index: index === -1 ? undefined : index + 1,
    count: issues.length,
    onKeyDown,
  };
}
