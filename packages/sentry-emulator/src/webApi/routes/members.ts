import { serializeMember } from '../../serialize/member';
import { scopes } from '../auth';
import { answerPage } from '../pagination';
import { readProjects } from '../scope';
import type { ApiRoute } from '../types';

/**
 * Those who are in the teams of the projects asked for, with which of these projects. Not in
 * Sentry's documents; what its own pages offer to assign issues to.
 */
export const usersRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/users/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { query, organization } = request;
    const projects = readProjects(query, organization, context);
    const found = projects.flatMap(project =>
      context.directory.membersOf(project).map(member => ({ member, project })),
    );
    const members = [...new Set(found.map(({ member }) => member))];
    return {
      body: members.map(member => ({
        ...serializeMember(member),
        projects: found
          .filter(one => one.member === member)
          .map(({ project }) => project.slug)
          .sort(),
      })),
    };
  },
};

/** Members and open invitations. */
export const membersRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/members/',
  scopes: scopes.readMembers,
  handle: (request, context) =>
    answerPage(
      request,
      context,
      request.organization.members ?? [],
      serializeMember,
    ),
};
