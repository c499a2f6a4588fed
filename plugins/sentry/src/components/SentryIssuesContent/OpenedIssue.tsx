import { lazy, Suspense, useEffect } from 'react';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { OpenIssue } from '../../hooks/useOpenIssue';
import { useReturnFocus } from '../../hooks/useReturnFocus';
import type { IssueDrawerProps } from '../IssueDetail';
import { isIssue } from '../IssueLink';

const importDrawer = () => import('../IssueDetail');
const IssueDrawer = lazy(async () => ({
  default: (await importDrawer()).IssueDrawer,
}));

const noIssues: SentryIssue[] = [];

/** The issue that the URL names, over the list; its code comes once the list is there. */
export function OpenedIssue(
  props: Omit<
    IssueDrawerProps,
    'issueId' | 'event' | 'navigation' | 'issues'
  > & {
    opened: OpenIssue;
    issues: SentryIssue[] | undefined;
  },
) {
  const { opened, issues = noIssues, ...rest } = props;
  const { issueId, event } = opened;
  const known = issueId
    ? issues.find(issue => isIssue(issue, issueId))
    : undefined;
  useReturnFocus(issueId !== undefined, known?.id);

  const hasIssues = issues.length > 0;
  useEffect(() => {
    if (hasIssues) {
      // Where this fails, opening an issue tries again and says so.
      importDrawer().catch(() => {});
    }
  }, [hasIssues]);

  if (!issueId) {
    return null;
  }
  return (
    <Suspense fallback={null}>
      <IssueDrawer
        {...rest}
        issueId={issueId}
        event={event}
        issues={issues}
        navigation={opened}
      />
    </Suspense>
  );
}
