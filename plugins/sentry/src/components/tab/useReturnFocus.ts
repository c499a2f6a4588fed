import {
  type SentryIssue,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';
import { useEffect, useRef } from 'react';
import { useFocusHome } from '../ui/KeepFocus';

/**
 * Gives the focus back once an issue is closed: to what it was opened from; to its
 * link in the list, where it was opened by an address or another was stepped to; to
 * the list as a whole where it has none.
 *
 * @param issue - the open one, once it is known
 * @param takeOpener - what the first one was opened from
 */
export function useReturnFocus(options: {
  isOpen: boolean;
  issue: SentryIssue | undefined;
  takeOpener: () => Element | null;
}) {
  const { isOpen, issue, takeOpener } = options;
  const focusHome = useFocusHome();
  const first = useRef<string>();
  const last = useRef<string>();
  const wasOpen = useRef(false);

  useEffect(() => {
    if (isOpen && issue) {
      last.current = linkTo(issue);
      first.current ??= last.current;
    }
  }, [isOpen, issue]);

  useEffect(() => {
    if (isOpen) {
      wasOpen.current = true;
    }
    if (isOpen || !wasOpen.current) {
      return undefined;
    }
    wasOpen.current = false;
    const link = last.current;
    const opener = takeOpener();
    const hasStepped = first.current !== link;
    first.current = undefined;
    last.current = undefined;
    // After the dialog has let go of the page.
    const frame = requestAnimationFrame(() => {
      const target = [
        hasStepped ? null : opener,
        link ? document.querySelector(link) : null,
      ].find(isFocusable);
      if (target) {
        target.focus();
      } else {
        focusHome();
      }
    });
    // The page that comes next, or the next dialog, has the focus to itself.
    return () => cancelAnimationFrame(frame);
  }, [isOpen, takeOpener, focusHome]);
}

/** Finds the link of an issue. */
function linkTo(issue: SentryIssue): string {
  const project = CSS.escape(sentryProjectName(issue.project));
  return `[data-sentry-issue="${CSS.escape(issue.id)}"][data-sentry-project="${project}"]`;
}

function isFocusable(element: Element | null): element is HTMLElement {
  return (
    element instanceof HTMLElement &&
    element.isConnected &&
    element !== document.body
  );
}
