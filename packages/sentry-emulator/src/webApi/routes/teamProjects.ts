import { z } from 'zod';
import { serializeListedProject } from '../../serialize/project';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { answerPage } from '../pagination';
import { optionalText, readBody, requiredText } from '../readBody';
import type { Directory, Organization, Team } from '../../directory';
import type { ApiContext, ApiRoute, OrganizationRequest } from '../types';

const path = '/api/0/teams/:organization/:team/projects/';

const bodySchema = z.object({
  name: requiredText(50),
  slug: optionalText(100).refine(
    slug =>
      slug === undefined || (/^[a-z0-9_-]+$/.test(slug) && !/^\d+$/.test(slug)),
    'Enter a valid slug consisting of lowercase letters, numbers, underscores or hyphens. It cannot be entirely numeric.',
  ),
  platform: optionalText().refine(
    platform => platform === undefined || /^[a-z0-9-]+$/.test(platform),
    'Invalid platform',
  ),
});

export const teamProjectsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path,
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
  path,
  scopes: scopes.createProject,
  handle: (request, context) => {
    const { directory, store } = context;
    const { organization, body, token } = request;
    const team = findTeam(request, context);
    const { name, platform = null, ...asked } = readBody(bodySchema, body);
    const slug = asked.slug ?? freeSlug(name, organization, directory);
    const project = directory.addProject(organization, team, {
      slug,
      name,
      platform,
    });
    if (!project) {
      throw new SentryApiError(409, {
        detail: 'A project with this slug already exists.',
      });
    }
    store.addProject(organization.slug, project);
    return {
      status: 201,
      body: serializeListedProject(project, token, context),
    };
  },
};

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
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const base = /[a-z]/.test(words) ? words : 'project';
  const taken = directory.organization(id)?.projects.map(p => p.slug) ?? [];
  let slug = base;
  for (let count = 2; taken.includes(slug); count += 1) {
    slug = `${base}-${count}`;
  }
  return slug;
}
