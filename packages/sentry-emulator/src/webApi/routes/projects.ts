import {
  serializeListedProject,
  serializeProject,
  serializeKey,
} from '../../serialize/project';
import { projectCreatedAt } from '../../serialize/series';
import { scopes } from '../auth';
import {
  linkHeader,
  offsetPage,
  readCursor,
  readPerPage,
  answerPage,
} from '../pagination';
import type { ApiRoute, OrganizationRequest } from '../types';
import { z } from 'zod';
import {
  optionalSlug,
  optionalText,
  readBody,
  SentryApiError,
  requiredText,
} from '../http';
import type { Team, Directory, Organization } from '../../directory';
import { findTeam, slugOf } from './teams';

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

export const projectOwnershipRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/ownership/',
  scopes: scopes.readProject,
  handle: ({ project }) => {
    const { ownershipRules } = project;
    const changed =
      ownershipRules === undefined ? null : projectCreatedAt(project);
    return {
      body: {
        raw: ownershipRules ?? null,
        fallthrough: true,
        dateCreated: changed,
        lastUpdated: changed,
        isActive: true,
        autoAssignment: 'Auto Assign to Issue Owner',
        codeownersAutoSync: true,
      },
    };
  },
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
    const key = directory
      .keys(project)
      .find(({ publicKey }) => publicKey === params.key);
    if (!key) {
      throw SentryApiError.notFound();
    }
    const { isActive } = readBody(
      z.object({ isActive: z.boolean('Must be a valid boolean.') }),
      body,
    );
    directory.setKeyActive(key.publicKey, isActive);
    return { body: serializeKey({ ...key, isActive }, project, context) };
  },
};

const teamProjectsPath = '/api/0/teams/:organization/:team/projects/';

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
