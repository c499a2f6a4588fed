import { formatDate } from '../dates';
import { serializePerson } from '../user';
import type { Organization } from '../../directory';
import type { Issue } from '../../store/Issue';
import type { ApiContext } from '../../webApi/types';

/** In what an issue is resolved, or until when it is archived, and who said so. */
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
