import { useEffect, useRef } from 'react';

/**
 * Gives the focus back once an issue is closed: to what it was opened from, or to
 * its link in the list, where it was opened by an address or another was stepped to.
 *
 * @param issueId - numeric id of the open issue, once it is known
 */
export function useReturnFocus(isOpen: boolean, issueId: string | undefined) {
  const opener = useRef<{ element: Element | null; issueId?: string }>();
  const last = useRef<string>();

  // While rendering, as the dialog takes the focus before effects of its parents run.
  if (isOpen && !opener.current) {
    opener.current = { element: document.activeElement };
  }
  useEffect(() => {
    if (isOpen && issueId) {
      last.current = issueId;
      if (opener.current) {
        opener.current.issueId ??= issueId;
      }
    }
  }, [isOpen, issueId]);

  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    return () => {
      const from = opener.current;
      opener.current = undefined;
      const isSame = from?.issueId === last.current;
      if (isSame && from?.element && from.element !== document.body) {
        // The dialog gives the focus back to where it was.
        return;
      }
      const link = linkOf(last.current);
      // After the dialog has let go of the page.
      requestAnimationFrame(() => link?.focus());
    };
  }, [isOpen]);
}

function linkOf(issueId: string | undefined): HTMLElement | null {
  return issueId
    ? document.querySelector<HTMLElement>(
        `[data-sentry-issue="${CSS.escape(issueId)}"]`,
      )
    : null;
}
