import type {
  SentryChangedIssue,
  SentryIssueChange,
  SentryIssueChangeField,
} from 'backstage-plugin-sentry-common';

/**
 * Which of the fields asked for an issue has otherwise. Left out is what a server tells of
 * in other words than it takes: a release, who has reviewed it, an assignee by address.
 */
export function differencesOf(
  { status, substatus, assignedTo, priority }: SentryIssueChange,
  issue: Omit<SentryChangedIssue, 'differs'>,
): SentryIssueChangeField[] {
  const all: [SentryIssueChangeField, unknown, unknown][] = [
    ['status', status, issue.status],
    ['substatus', substatus, issue.substatus],
    ['assignedTo', assignedTo, idOf(issue.assignee)],
    ['priority', priority, issue.priority],
  ];
  return all.flatMap(([field, asked, found]) =>
    asked === undefined || found === undefined || asked === found ? [] : field,
  );
}

/** `undefined` where Sentry does not tell it. */
function idOf(assignee: SentryChangedIssue['assignee']) {
  if (assignee?.id === 'unknown') {
    return undefined;
  }
  return assignee && `${assignee.type}:${assignee.id}`;
}
