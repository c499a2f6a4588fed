import { formatDate } from '../dates';
import { serializePerson } from '../user';
import type { Directory, Organization } from '../../directory';
import type { Issue } from '../../store/Issue';

/** What has happened to an issue, the newest first; its first event is the last of it. */
export function serializeActivity(
  issue: Issue,
  organization: Organization,
  directory: Directory,
): Record<string, unknown>[] {
  const activities = issue.history.activities().map(activity => ({
    id: activity.id,
    type: activity.type,
    user: activity.user
      ? serializePerson(activity.user, organization, directory)
      : null,
    data: activity.data,
    dateCreated: formatDate(activity.time),
  }));
  return [
    ...activities,
    {
      id: '0',
      type: 'first_seen',
      user: null,
      data: {},
      dateCreated: formatDate(issue.timeline.first.timestamp),
    },
  ];
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
