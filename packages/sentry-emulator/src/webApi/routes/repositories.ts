import { z } from 'zod';
import { serializeRepository } from '../../serialize/release';
import type { Organization } from '../../directory';
import type { EmulatorRepository } from '../../types/Emulator';
import { scopes } from '../auth';
import { readBody, SentryApiError, wrongType } from '../http';
import { answerPage } from '../pagination';
import { readProjects } from '../scope';
import type { ApiContext, ApiRoute } from '../types';

const path = '/api/0/organizations/:organization/repos/';

export const repositoriesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path,
  scopes: scopes.readRepositories,
  handle: (request, context) => {
    const { query, organization } = request;
    const text = query.get('query')?.toLowerCase() ?? '';
    const isActive = (query.get('status') ?? 'active') === 'active';
    const found = repositoriesOf(organization, context).filter(
      ({ name }) => isActive && name.toLowerCase().includes(text),
    );
    return answerPage(request, context, found, serializeRepository);
  },
};

/**
 * Where in repositories the source code of projects is: of those asked for, without `project`
 * of those in whose teams the token's user is. Not in Sentry's documents; shape from
 * `repository_project_path_config.py`, parameters from `organization_code_mappings.py`.
 */
export const codeMappingsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/code-mappings/',
  scopes: scopes.addRepositories,
  handle: (request, context) => {
    const { query, organization } = request;
    const { codeMappings = [] } =
      context.directory.organization(organization.id) ?? organization;
    const projects = readProjects(query, organization, context);
    const found = codeMappings.flatMap((mapping, index) => {
      const project = projects.find(({ slug }) => slug === mapping.project);
      return project ? [{ ...mapping, project, id: String(index + 1) }] : [];
    });
    return answerPage(
      request,
      context,
      found,
      ({ id, project, repository, sourceRoot = '' }) => ({
        id,
        projectId: project.id,
        projectSlug: project.slug,
        repoId: serializeRepository({ name: repository }).id,
        repoName: repository,
        integrationId: '1',
        provider: {
          key: 'github',
          slug: 'github',
          name: 'GitHub',
          canAdd: true,
          canDisable: false,
          features: ['commits', 'stacktrace-link'],
          aspects: {},
        },
        stackRoot: '',
        sourceRoot,
        defaultBranch: 'main',
        automaticallyGenerated: false,
      }),
    );
  },
};

/** Sentry adds repositories through an integration, and the emulator has none. */
export const addRepositoryRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path,
  scopes: scopes.addRepositories,
  handle: () => {
    throw new SentryApiError(400, { error_type: 'validation' });
  },
};

/** Links a repository that is connected to the organization: 201 where it is new, else 200. */
export const linkRepositoryRoute: ApiRoute = {
  kind: 'project',
  method: 'post',
  path: '/api/0/projects/:organization/:project/repo/',
  scopes: scopes.writeProject,
  handle: ({ body, organization, project }, context) => {
    const { repositoryId } = readBody(
      z.object({
        repositoryId: z
          .number(wrongType('A valid integer is required.'))
          .int('A valid integer is required.'),
      }),
      body,
    );
    const id = String(repositoryId);
    const known = repositoriesOf(organization, context).map(
      one => serializeRepository(one).id,
    );
    if (!known.includes(id)) {
      throw new SentryApiError(404, { detail: 'Repository not found.' });
    }
    const link = context.alerts.linkRepository(project, id);
    return {
      status: link.created ? 201 : 200,
      body: {
        ...link,
        projectId: project.id,
        repositoryId: id,
        source: 'manual',
      },
    };
  },
};

/** Those that commits of the organization's releases name, and those connected, by name. */
export function repositoriesOf(
  { id }: Organization,
  { directory, store }: ApiContext,
): EmulatorRepository[] {
  const { projects = [], repositories: connected = [] } =
    directory.organization(id) ?? {};
  const committedTo = projects
    .flatMap(project => store.releases.ofProject(project.id))
    .flatMap(({ commits }) => commits.map(({ repository }) => repository));
  const byName = new Map(
    [
      ...committedTo,
      ...connected.map(name => ({
        name,
        url: `https://github.com/${name}`,
        provider: 'integrations:github',
      })),
    ].map(one => [one.name, one]),
  );
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
