import { formatDate } from '../dates';
import { serializePerson } from '../user';
import type { Directory, Organization } from '../../directory';
import type { Issue } from '../../store/Issue';
import type { Activity } from '../../store/IssueHistory';

/** What has happened to an issue, the newest first; its first event is the last of it. */
export function serializeActivity(
  issue: Issue,
  organization: Organization,
  directory: Directory,
): Record<string, unknown>[] {
  return [
    ...issue.history
      .activities()
      .map(activity => serializeEntry(activity, organization, directory)),
    {
      id: '0',
      type: 'first_seen',
      user: null,
      data: {},
      dateCreated: formatDate(issue.timeline.first.timestamp),
    },
  ];
}

/** One thing that has happened to an issue, such as a comment. */
export function serializeEntry(
  activity: Activity,
  organization: Organization,
  directory: Directory,
): Record<string, unknown> {
  return {
    id: activity.id,
    type: activity.type,
    user: activity.user
      ? serializePerson(activity.user, organization, directory)
      : null,
    sentry_app: null,
    data: activity.data,
    dateCreated: formatDate(activity.time),
  };
}

/** Who has looked at an issue, the latest first. */
export function serializeSeenBy(
  issue: Issue,
  organization: Organization,
  directory: Directory,
): Record<string, unknown>[] {
  return [...issue.history.seenBy].reverse().flatMap(([id, time]) => {
    const person = serializePerson(id, organization, directory);
    return person ? [{ ...person, lastSeen: formatDate(time) }] : [];
  });
}

export function serializeParticipants(
  issue: Issue,
  organization: Organization,
  directory: Directory,
): Record<string, unknown>[] {
  return [...issue.history.subscribers.keys()].flatMap(id => {
    const person = serializePerson(id, organization, directory);
    return person ? [{ type: 'user', ...person }] : [];
  });
}
