import type {
  SentryAssignee,
  SentryChangedIssue,
  SentryIssue,
  SentryIssueChange,
} from 'backstage-plugin-sentry-common';
import { guessChange } from '../triage/guessChange';

/** Changes an issue as Sentry would, for an API that has none behind it. */
export function makeChange(
  issue: SentryIssue,
  change: SentryIssueChange,
  assignees: SentryAssignee[],
): { after: SentryIssue; answer: SentryChangedIssue } {
  const assignee = assignees.find(
    ({ type, id }) => `${type}:${id}` === change.assignedTo,
  );
  const { statusDetails = {}, ...guess } = guessChange(change, assignee);
  const after = { ...issue, ...guess };
  const { id, shortId, status, project } = after;
  return {
    after,
    answer: {
      id,
      shortId,
      status,
      project,
      substatus: after.substatus ?? null,
      priority: after.priority ?? null,
      assignee: after.assignee ?? null,
      statusDetails,
      actedAs: 'service',
    },
  };
}
