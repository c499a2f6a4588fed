import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { keyOf } from './changes';

/** Whether the pointer or the focus is in a list of issues, or an issue is open over it. */
export function isListInUse(): boolean {
  const used = '[data-sentry-rows]:is(:hover, :focus-within), [role=dialog]';
  return document.querySelector(used) !== null;
}

/** A short list as it now is; while it is in use, with the rows and in the order it had. */
export function useSteadyPage(
  page: SentryIssuesPage | undefined,
  question: string,
): SentryIssuesPage | undefined {
  const [last, setLast] = useState({ page, question, shown: page });
  if (last.page === page) {
    return last.shown;
  }
  let shown = page;
  if (page && last.shown && last.question === question && isListInUse()) {
    const now = new Map(page.items.map(issue => [keyOf(issue), issue]));
    const items = last.shown.items.map(one => now.get(keyOf(one)) ?? one);
    shown = { ...page, items };
  }
  setLast({ page, question, shown });
  return shown;
}
