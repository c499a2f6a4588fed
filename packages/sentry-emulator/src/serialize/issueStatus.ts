import { emailOf, type Directory, type Organization } from '../directory';
import { serializePerson } from './people';
import { formatDate } from './series';
import type { Issue } from '../store/Issue';
import type { Assignee } from '../store/types';
import type { ApiContext } from '../webApi/types';

/** The assignee of an issue; of users Sentry sends the e-mail address too. */
export function serializeAssignee(
  assignee: Assignee | undefined,
  organization: Organization,
  directory: Directory,
): Record<string, unknown> | null {
  if (assignee?.type === 'team') {
    const team = directory
      .teams(organization)
      .find(({ id }) => id === assignee.id);
    return { type: 'team', id: assignee.id, name: team?.slug ?? '' };
  }
  if (assignee?.type === 'user') {
    const member = directory.member(organization, assignee.id);
    return {
      type: 'user',
      id: assignee.id,
      name: member?.name ?? '',
      ...(member && { email: emailOf(member) }),
    };
  }
  return null;
}

const reasons: Record<string, number> = {
  new: 0,
  regressed: 2,
  ongoing: 6,
  escalating: 7,
};

/** Why an issue waits for a review; null where it does not. */
export function serializeInbox(
  issue: Issue,
  now: number,
): Record<string, unknown> | null {
  const substatus = issue.substatus(now) ?? '';
  if (issue.reviewed || !(substatus in reasons)) {
    return null;
  }
  const snooze = issue.reopenedFrom;
  return {
    reason: reasons[substatus],
    reason_details: snooze
      ? {
          until: snooze.until === undefined ? null : formatDate(snooze.until),
          count: snooze.count ?? null,
          window: snooze.window ?? null,
          user_count: snooze.userCount ?? null,
          user_window: snooze.userWindow ?? null,
        }
      : null,
    date_added: formatDate(issue.reopenedAt ?? issue.timeline.first.timestamp),
  };
}

/** In what an issue is resolved or until when it is archived, and by whom. */
export function serializeStatusDetails(
  issue: Issue,
  organization: Organization,
  { directory, store }: ApiContext,
): Record<string, unknown> {
  const actor =
    issue.actor && serializePerson(issue.actor, organization, directory);
  const details = { ...resolutionOf(issue, store), ...snoozeOf(issue) };
  return { ...details, ...(actor && { actor }) };
}

/** "In the next release" is that release once there is one. */
function resolutionOf(
  { resolution, project }: Issue,
  { releases }: ApiContext['store'],
): Record<string, unknown> {
  switch (resolution?.kind) {
    case 'release':
      return { inRelease: resolution.version };
    case 'commit':
      return { inCommit: resolution.commit };
    case 'nextRelease': {
      const next = releases.after(project.id, resolution.after);
      return next ? { inRelease: next.version } : { inNextRelease: true };
    }
    default:
      return {};
  }
}

function snoozeOf({ snooze }: Issue): Record<string, unknown> {
  if (!snooze) {
    return {};
  }
  const { until, count, window, userCount, userWindow } = snooze;
  return {
    ...(until !== undefined && { ignoreUntil: formatDate(until) }),
    ...(count !== undefined && { ignoreCount: count }),
    ...(window !== undefined && { ignoreWindow: window }),
    ...(userCount !== undefined && { ignoreUserCount: userCount }),
    ...(userWindow !== undefined && { ignoreUserWindow: userWindow }),
  };
}
