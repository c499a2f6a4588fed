import { emailOf, type Directory, type Organization } from '../../directory';
import type { Assignee } from '../../store/types';

/** Who looks after an issue: of users Sentry tells the e-mail address too. */
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
