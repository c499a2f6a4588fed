import { serializeListedProject } from '../../serialize/project';
import { serializeTeam } from '../../serialize/team';
import { scopes } from '../auth';
import { answerPage } from '../pagination';
import type { Team } from '../../directory';
import type { ApiContext, ApiRoute, OrganizationRequest } from '../types';

/** By slug; with their projects, unless `detailed=0`. */
export const teamsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/teams/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { organization, query, token } = request;
    const text = query.get('query')?.toLowerCase() ?? '';
    const isDetailed = query.get('detailed') !== '0';
    const teams = context.directory
      .teams(organization)
      .filter(({ slug, name }) =>
        [slug, name.toLowerCase()].some(part => part.includes(text)),
      )
      .sort((a, b) => (a.slug < b.slug ? -1 : 1));
    return answerPage(request, context, teams, team => ({
      ...serializeTeam(team, token),
      ...(isDetailed && { projects: projectsOf(team, request, context) }),
    }));
  },
};

export const projectTeamsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/teams/',
  scopes: scopes.readProject,
  handle: (request, context) =>
    answerPage(
      request,
      context,
      context.directory.teamsOf(request.project),
      team => serializeTeam(team, request.token),
    ),
};

function projectsOf(
  team: Team,
  { organization, token }: OrganizationRequest,
  context: ApiContext,
): Record<string, unknown>[] {
  return organization.projects
    .filter(({ id }) => team.projects.includes(id))
    .map(project => ({
      ...serializeListedProject(project, token, context),
      isInternal: false,
      isPublic: false,
      avatar: { avatarType: 'letter_avatar', avatarUuid: null },
      color: '#3f70bf',
      status: 'active',
    }));
}
