import type { RawIssue } from './issueSchema';
import type { SentryAssignee } from 'backstage-plugin-sentry-common';
import { hasEmail, tidyText } from '../text/mask';

const MAX_NAME_LENGTH = 200;

/**
 * Who an issue is assigned to. Sentry names users without a name by their e-mail
 * address, and older servers write the assignee as `team:12`, `user:3` or that
 * address: none gets further than here.
 */
export function toAssignee(
  assignedTo: RawIssue['assignedTo'],
): SentryAssignee | undefined {
  if (!assignedTo) {
    return undefined;
  }
  if (typeof assignedTo === 'string') {
    const [, kind = 'user', id = 'unknown'] =
      /^(?:(team|user):)?(\d+)$/.exec(assignedTo) ?? [];
    return named(kind === 'team' ? 'team' : 'user', id);
  }
  const type = assignedTo.type === 'team' ? 'team' : 'user';
  return named(type, String(assignedTo.id ?? 'unknown'), assignedTo.name);
}

function named(
  type: SentryAssignee['type'],
  id: string,
  name?: string | null,
): SentryAssignee {
  const safeId = /^[\w-]{1,64}$/.test(id) ? id : 'unknown';
  const isName = name && name.length <= MAX_NAME_LENGTH && !hasEmail(name);
  const safeName = isName ? tidyText(name) : undefined;
  if (safeName) {
    return { type, id: safeId, name: safeName };
  }
  const kind = type === 'team' ? 'Team' : 'User';
  return {
    type,
    id: safeId,
    name: safeId === 'unknown' ? kind : `${kind} ${safeId}`,
  };
}
