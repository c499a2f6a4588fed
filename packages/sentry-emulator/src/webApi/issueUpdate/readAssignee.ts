import { SentryApiError } from '../http';
import type { Organization } from '../../directory';
import type { Issue } from '../../store/Issue';
import type { Assignee } from '../../store/types';
import type { ApiContext } from '../types';

/**
 * The assignee that `team:12`, `user:5`, a user id, a user name or an e-mail address
 * names; an empty text names none. Without open membership a team must have the issues'
 * projects, and a user be in one of the teams that have them.
 *
 * @throws SentryApiError where no team or member has that name
 */
export function readAssignee(
  text: string | undefined,
  issues: readonly Issue[],
  organization: Organization,
  { directory }: ApiContext,
): Assignee | undefined {
  if (!text) {
    return undefined;
  }
  const { openMembership = true } = organization;
  const [, kind, id] = /^(team|user):(.+)$/.exec(text) ?? [];
  if (kind === 'team') {
    const team = directory
      .teams(organization)
      .find(candidate => candidate.id === id);
    if (!team) {
      throw invalid('Unknown actor input');
    }
    if (
      !openMembership &&
      !issues.every(({ project }) => team.projects.includes(project.id))
    ) {
      throw invalid('Cannot assign to a team without access to the project');
    }
    return { type: 'team', id: team.id };
  }
  const member = directory.member(organization, id ?? text);
  if (!member) {
    throw invalid('Unknown actor input');
  }
  if (
    !openMembership &&
    !issues.every(({ project }) =>
      directory.membersOf(project).includes(member),
    )
  ) {
    throw invalid('Cannot assign to non-team member');
  }
  return { type: 'user', id: member.id };
}

function invalid(message: string): SentryApiError {
  return new SentryApiError(400, { assignedTo: [message] });
}
