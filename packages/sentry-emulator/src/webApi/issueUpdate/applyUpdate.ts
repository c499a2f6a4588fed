import type { Issue } from '../../store/Issue';
import type { Assignee } from '../../store/types';
import type { StatusChange } from './readStatus';
import type { IssueUpdate } from './updateSchema';

interface Change extends Omit<IssueUpdate, 'status'> {
  readonly assignee?: Assignee;
  readonly status?: StatusChange;
  /** Who does it, and when. */
  readonly user?: string;
  readonly now: number;
}

/** Does to one issue what was asked for, and notes who did it. */
export function applyUpdate(issue: Issue, change: Change): void {
  const { user, now } = change;
  const note = (type: string, data: Record<string, unknown> = {}) => {
    issue.history.record({ type, data, time: now, ...(user && { user }) });
    if (user) {
      issue.history.subscribe(user, 'status_change');
    }
  };
  if (change.status && !isPassedOver(issue, change.status)) {
    changeStatus(issue, change.status, change);
    note(...activityOf(change.status));
  }
  if (change.assignedTo !== undefined) {
    assign(issue, change.assignee, note);
  }
  if (change.priority) {
    issue.priority.choose(change.priority, now);
    note('set_priority', { priority: change.priority });
  }
  if (change.inbox !== undefined) {
    issue.reviewed = !change.inbox;
    if (issue.reviewed) {
      note('mark_reviewed');
    }
  }
  if (change.isPublic !== undefined) {
    issue.isPublic = change.isPublic;
    note(change.isPublic ? 'set_public' : 'set_private');
  }
  if (user) {
    changeForViewer(issue, change, user);
  }
}

/**
 * Sentry leaves out what has the status already, with whatever it is to be resolved or
 * archived otherwise, and does not say so.
 */
function isPassedOver(issue: Issue, { status }: StatusChange): boolean {
  return status !== 'unresolved' && status === issue.status;
}

function changeStatus(
  issue: Issue,
  change: StatusChange,
  { user: actor, now }: Change,
): void {
  switch (change.status) {
    case 'resolved':
      issue.resolve({ resolution: change.resolution, actor });
      break;
    case 'unresolved':
      issue.reopen(change.substatus, now);
      break;
    default:
      issue.archive(change.substatus, { snooze: change.snooze, actor });
  }
}

function activityOf(change: StatusChange): [string, Record<string, unknown>] {
  if (change.status === 'unresolved') {
    return ['set_unresolved', {}];
  }
  if (change.status === 'ignored') {
    const { until, count, window, userCount, userWindow } = change.snooze ?? {};
    const isUntilEscalating = change.substatus === 'archived_until_escalating';
    return [
      'set_ignored',
      {
        ignoreUntil: until === undefined ? null : new Date(until).toISOString(),
        ignoreCount: count ?? null,
        ignoreWindow: window ?? null,
        ignoreUserCount: userCount ?? null,
        ignoreUserWindow: userWindow ?? null,
        ...(isUntilEscalating && { ignoreUntilEscalating: true }),
      },
    ];
  }
  switch (change.resolution?.kind) {
    case 'release':
      return [
        'set_resolved_in_release',
        { version: change.resolution.version },
      ];
    case 'nextRelease':
      return ['set_resolved_in_release', { version: '' }];
    case 'commit':
      return ['set_resolved_in_commit', { commit: change.resolution.commit }];
    default:
      return ['set_resolved', {}];
  }
}

function assign(
  issue: Issue,
  assignee: Assignee | undefined,
  note: (type: string, data?: Record<string, unknown>) => void,
): void {
  issue.assignee = assignee;
  if (!assignee) {
    note('unassigned');
    return;
  }
  note('assigned', { assignee: assignee.id, assigneeType: assignee.type });
  if (assignee.type === 'user') {
    issue.history.subscribe(assignee.id, 'assigned');
  }
}

/** What concerns only the user who asks: a token without a user has none of it. */
function changeForViewer(issue: Issue, change: Change, user: string): void {
  const { history } = issue;
  if (change.hasSeen === true) {
    history.see(user, change.now);
  } else if (change.hasSeen === false) {
    history.seenBy.delete(user);
  }
  if (change.isBookmarked === true) {
    history.bookmarkedBy.add(user);
  } else if (change.isBookmarked === false) {
    history.bookmarkedBy.delete(user);
  }
  if (change.isSubscribed === true) {
    history.subscribe(user, 'unknown');
  } else if (change.isSubscribed === false) {
    history.subscribers.delete(user);
  }
}
