import { z } from 'zod';
import type { Team } from '../../directory';
import { serializeTeam } from '../../serialize/people';
import { serializeListedProject } from '../../serialize/project';
import { scopes } from '../auth';
import { optionalSlug, optionalText, readBody, SentryApiError } from '../http';
import { answerPage } from '../pagination';
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

/** The teams of a project, in the pages and the shape of a dialect. */
export function projectTeamsRouteOf(
  readScopes: readonly string[],
  answer: typeof answerPage,
  serialize: typeof serializeTeam,
): ApiRoute {
  return {
    kind: 'project',
    method: 'get',
    path: '/api/0/projects/:organization/:project/teams/',
    scopes: readScopes,
    handle: (request, context) =>
      answer(
        request,
        context,
        context.directory.teamsOf(request.project),
        team => serialize(team, request.token),
      ),
  };
}

export const projectTeamsRoute = projectTeamsRouteOf(
  scopes.readProject,
  answerPage,
  serializeTeam,
);

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

const teamSchema = z
  .object({ slug: optionalSlug(50), name: optionalText(64) })
  .refine(({ slug, name }) => slug ?? name, 'Name or slug is required');

/** One team, found by id or slug. */
export const teamRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/teams/:organization/:team/',
  scopes: scopes.readTeams,
  handle: (request, context) => ({
    body: serializeTeam(findTeam(request, context), request.token),
  }),
};

/** Creates a team, in which the user of the token is. */
export const createTeamRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path: '/api/0/organizations/:organization/teams/',
  scopes: scopes.createTeams,
  handle: ({ organization, body, token }, context) => {
    const { slug, name = slug } = readBody(teamSchema, body);
    const created = context.directory.addTeam(
      organization,
      {
        slug: slug ?? slugOf(name ?? '', 'team'),
        name: name ?? '',
      },
      token?.user,
    );
    if (!created) {
      const detail = 'A team with this slug already exists.';
      throw new SentryApiError(409, { non_field_errors: [detail], detail });
    }
    return { status: 201, body: serializeTeam(created, token) };
  },
};

export function findTeam(
  { params, organization }: OrganizationRequest,
  { directory }: ApiContext,
): Team {
  const team = directory
    .teams(organization)
    .find(({ id, slug }) => id === params.team || slug === params.team);
  if (!team) {
    throw SentryApiError.notFound();
  }
  return team;
}

/** What Sentry makes of a name that comes without a slug. */
export function slugOf(name: string, otherwise: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /[a-z]/.test(words) ? words : otherwise;
}
