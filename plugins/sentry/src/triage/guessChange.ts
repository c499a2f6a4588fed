import type {
  SentryAssignee,
  SentryChangedIssue,
  SentryIssueChange,
} from 'backstage-plugin-sentry-common';
import type { IssuePatch } from './types';

const minuteMs = 60_000;

/** What a change will most likely come to, before Sentry has said so. */
export function guessChange(
  change: SentryIssueChange,
  assignee?: SentryAssignee,
  now = Date.now(),
): IssuePatch {
  return {
    ...guessStatus(change, now),
    ...(change.priority && { priority: change.priority }),
    ...(change.assignedTo !== undefined && { assignee }),
    ...(change.isReviewed && { isUnreviewed: false }),
  };
}

/** What it has come to, whatever was asked for. */
export function readChange(changed: SentryChangedIssue): IssuePatch {
  const { status, substatus, priority, assignee, statusDetails } = changed;
  const { isUnreviewed } = changed;
  return {
    status,
    substatus: substatus ?? undefined,
    priority: priority ?? undefined,
    assignee: assignee ?? undefined,
    statusDetails,
    ...(isUnreviewed !== undefined && { isUnreviewed }),
  };
}

function guessStatus(change: SentryIssueChange, now: number): IssuePatch {
  const { status, substatus, resolution, until, durationMinutes } = change;
  switch (status) {
    case 'resolved':
      return { status, substatus: undefined, statusDetails: { ...resolution } };
    case 'unresolved':
      return { status, substatus: 'ongoing', statusDetails: {} };
    case 'ignored': {
      const ignoreUntil =
        until ??
        (durationMinutes &&
          new Date(now + durationMinutes * minuteMs).toISOString());
      return {
        status,
        substatus: substatus ?? 'archived_until_escalating',
        statusDetails: { ...(ignoreUntil && { ignoreUntil }) },
      };
    }
    default:
      return {};
  }
}
