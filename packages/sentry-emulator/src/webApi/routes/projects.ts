import {
  serializeListedProject,
  serializeProject,
  serializeKey,
} from '../../serialize/project';
import { scopes } from '../auth';
import {
  linkHeader,
  offsetPage,
  readCursor,
  readPerPage,
  answerPage,
} from '../pagination';
import type { ApiRoute, ApiContext, OrganizationRequest } from '../types';
import { z } from 'zod';
import { optionalText, readBody, SentryApiError, requiredText } from '../http';
import { serializeTeam } from '../../serialize/people';
import type {
  Team,
  Directory,
  Organization,
  ProjectKey,
} from '../../directory';

/**
 * The organization's projects by slug, those out of the token's sight too, which
 * say so; `query` finds parts of slug and name.
 */
export const listProjectsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/projects/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const text = request.query.get('query')?.toLowerCase() ?? '';
    const { organization } = request;
    const all = context.directory.organization(organization.id) ?? organization;
    const found = all.projects
      .filter(project =>
        [project.slug, project.name.toLowerCase()].some(part =>
          part.includes(text),
        ),
      )
      .sort((a, b) => (a.slug < b.slug ? -1 : 1));
    const page = offsetPage(
      found,
      readPerPage(request.query),
      readCursor(request.query),
    );
    return {
      body: page.items.map(p =>
        serializeListedProject(p, request.token, context),
      ),
      headers: linkHeader(request, context, page),
    };
  },
};

export const projectRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/',
  scopes: scopes.readProject,
  handle: ({ project, organization, token }, context) => ({
    body: serializeProject(project, organization, token, context),
  }),
};

const keysPath = '/api/0/projects/:organization/:project/keys/';

export const projectKeysRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: keysPath,
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { project, query } = request;
    const status = query.get('status');
    const keys = context.directory
      .keys(project)
      .filter(({ isActive }) => !status || (status === 'active') === isActive);
    return answerPage(request, context, keys, key =>
      serializeKey(key, project, context),
    );
  },
};

/** Creates another key. Sentry invents a name where none is given. */
export const createProjectKeyRoute: ApiRoute = {
  kind: 'project',
  method: 'post',
  path: keysPath,
  scopes: scopes.writeProject,
  handle: ({ body, project }, context) => {
    const { name = 'Quiet Heron' } = readBody(
      z.object({ name: optionalText(64) }),
      body,
    );
    const key = context.directory.addKey(project, name);
    return { status: 201, body: serializeKey(key, project, context) };
  },
};

/** Renames nothing: it enables and disables. */
export const updateProjectKeyRoute: ApiRoute = {
  kind: 'project',
  method: 'put',
  path: `${keysPath}:key/`,
  scopes: scopes.writeProject,
  handle: ({ body, params, project }, context) => {
    const { directory } = context;
    const isKey = (key: ProjectKey) => key.publicKey === params.key;
    if (!directory.keys(project).some(isKey)) {
      throw SentryApiError.notFound();
    }
    const { isActive } = readBody(
      z.object({ isActive: z.boolean('Must be a valid boolean.') }),
      body,
    );
    directory.setKeyActive(params.key, isActive);
    const [changed] = directory.keys(project).filter(isKey);
    return { body: serializeKey(changed, project, context) };
  },
};

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

const teamProjectsPath = '/api/0/teams/:organization/:team/projects/';

const optionalSlug = (maxLength: number) =>
  optionalText(maxLength).refine(
    slug =>
      slug === undefined || (/^[a-z0-9_-]+$/.test(slug) && !/^\d+$/.test(slug)),
    'Enter a valid slug consisting of lowercase letters, numbers, underscores or hyphens. It cannot be entirely numeric.',
  );

const bodySchema = z.object({
  name: requiredText(50),
  slug: optionalSlug(100),
  default_rules: z.boolean('Must be a valid boolean.').nullish(),
  platform: optionalText().refine(
    platform => platform === undefined || /^[a-z0-9-]+$/.test(platform),
    'Invalid platform',
  ),
});

export const teamProjectsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: teamProjectsPath,
  scopes: scopes.readProject,
  handle: (request, context) => {
    const { projects } = findTeam(request, context);
    const found = request.organization.projects
      .filter(({ id }) => projects.includes(id))
      .sort((a, b) => (a.slug < b.slug ? -1 : 1));
    return answerPage(request, context, found, project =>
      serializeListedProject(project, request.token, context),
    );
  },
};

/**
 * Creates a project in the team. A given slug must be free, else 409; a slug made from
 * the name gets a number at its end until it is free.
 */
export const createProjectRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path: teamProjectsPath,
  scopes: scopes.createProject,
  handle: (request, context) => {
    const { directory, store } = context;
    const { organization, body, token } = request;
    const team = findTeam(request, context);
    requireMayCreate(team, request);
    const asked = readBody(bodySchema, body);
    const { name, platform = null } = asked;
    const slug = asked.slug ?? freeSlug(name, organization, directory);
    const project = directory.addProject(organization, team, {
      slug,
      name,
      platform,
      dateCreated: context.now(),
    });
    if (!project) {
      throw new SentryApiError(409, {
        detail: 'A project with this slug already exists.',
      });
    }
    store.addProject(organization.slug, project);
    if (asked.default_rules ?? true) {
      context.alerts.addDefault(organization, project);
    }
    return {
      status: 201,
      body: serializeListedProject(project, token, context),
    };
  },
};

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

/**
 * Users that are no owners or managers are refused where members may not create projects,
 * and outside of their teams where the membership is not open.
 */
function requireMayCreate(
  team: Team,
  { organization, token }: OrganizationRequest,
): void {
  const member = organization.members?.find(({ id }) => id === token?.user);
  if (!member || ['owner', 'manager'].includes(member.role ?? 'member')) {
    return;
  }
  if (
    organization.openMembership === false &&
    !team.members.includes(member.id)
  ) {
    throw SentryApiError.forbidden();
  }
  if (
    organization.memberProjectCreation === false &&
    !token?.scopes.includes('org:write')
  ) {
    throw new SentryApiError(403, {
      detail: 'Your organization has disabled this feature for members.',
    });
  }
}

function findTeam(
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

function freeSlug(
  name: string,
  { id }: Organization,
  directory: Directory,
): string {
  const base = slugOf(name, 'project');
  const taken = directory.organization(id)?.projects.map(p => p.slug) ?? [];
  let slug = base;
  for (let count = 2; taken.includes(slug); count += 1) {
    slug = `${base}-${count}`;
  }
  return slug;
}

function slugOf(name: string, otherwise: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return /[a-z]/.test(words) ? words : otherwise;
}
