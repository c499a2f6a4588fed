import type {
  SentryChangedIssue,
  SentryIssueChange,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';

/**
 * Which of the fields asked for an issue has otherwise. Left out is what a server tells of
 * in other words than it takes, such as a release, or does not tell.
 */
export function differencesOf(
  change: SentryIssueChange,
  issue: Omit<SentryChangedIssue, 'differs'>,
): SentryIssueChangeField[] {
  const { status, substatus, isReviewed, assignedTo, priority } = change;
  const all: [SentryIssueChangeField, unknown, unknown][] = [
    ['status', status, issue.status],
    ['substatus', substatus, issue.substatus],
    ['isReviewed', isReviewed, isReviewedNow(issue)],
    ['assignedTo', assignedTo, idOf(issue.assignee)],
    ['priority', priority, issue.priority],
  ];
  return all.flatMap(([field, asked, found]) =>
    asked === undefined || found === undefined || asked === found ? [] : field,
  );
}

function isReviewedNow({
  isUnreviewed,
}: Pick<SentryChangedIssue, 'isUnreviewed'>) {
  return isUnreviewed === undefined ? undefined : !isUnreviewed;
}

/** Older servers tell an address instead. */
function idOf(assignee: SentryChangedIssue['assignee']) {
  if (assignee?.id === 'unknown') {
    return undefined;
  }
  return assignee && `${assignee.type}:${assignee.id}`;
}
