import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { lazy, Suspense, useEffect } from 'react';
import { isIssue } from '../../issueUrl/address';
import type { OpenIssue } from '../../issueUrl/useOpenIssue';
import { useReturnFocus } from './useReturnFocus';
import type { IssueDrawerProps } from '../drawer/IssueDrawer';
import { MissingDrawer } from './MissingDrawer';

const importDrawer = () => import('../drawer/IssueDrawer');
const IssueDrawer = lazy(() =>
  importDrawer().then(
    module => ({ default: module.IssueDrawer }),
    // A deployment since the page was opened may have taken the code away.
    () => ({ default: MissingDrawer }),
  ),
);

const noIssues: SentryIssue[] = [];

/** The issue that the URL names, over the list; its code comes once the list is there. */
export function OpenedIssue(
  props: Omit<
    IssueDrawerProps,
    'address' | 'event' | 'isEventUnknown' | 'navigation' | 'issues'
  > & {
    opened: OpenIssue;
    issues: SentryIssue[] | undefined;
  },
) {
  const { opened, issues = noIssues, ...rest } = props;
  const { address, event, isEventUnknown, takeOpener } = opened;
  const known = address && issues.find(issue => isIssue(issue, address));
  useReturnFocus({ isOpen: address !== undefined, issue: known, takeOpener });

  const hasIssues = issues.length > 0;
  useEffect(() => {
    if (hasIssues) {
      // Where this fails, opening an issue tries again and says so.
      importDrawer().catch(() => {});
    }
  }, [hasIssues]);

  if (!address) {
    return null;
  }
  return (
    <Suspense fallback={null}>
      <IssueDrawer
        {...rest}
        address={address}
        event={event}
        isEventUnknown={isEventUnknown}
        issues={issues}
        navigation={opened}
      />
    </Suspense>
  );
}
