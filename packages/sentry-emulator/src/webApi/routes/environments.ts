import { seededHex } from '../../random';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { readProjects } from '../scope';
import type { ApiRoute } from '../types';

const visibilities = ['all', 'hidden', 'visible'];

export const organizationEnvironmentsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: '/api/0/organizations/:organization/environments/',
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { organization, query } = request;
    const names = readProjects(query, organization, context).flatMap(project =>
      context.store.environments(project.id),
    );
    return {
      body: isHiddenAsked(query)
        ? []
        : [...new Set(names)]
            .sort()
            .map(name => ({ id: environmentId(organization.id, name), name })),
    };
  },
};

export const projectEnvironmentsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: '/api/0/projects/:organization/:project/environments/',
  scopes: scopes.readProject,
  handle: ({ organization, project, query }, { store }) => ({
    body: isHiddenAsked(query)
      ? []
      : store.environments(project.id).map(name => ({
          id: environmentId(organization.id, name),
          name,
          isHidden: false,
        })),
  }),
};

/** The emulator has no hidden environments. */
function isHiddenAsked(query: URLSearchParams): boolean {
  const visibility = query.get('visibility') ?? 'visible';
  if (!visibilities.includes(visibility)) {
    throw SentryApiError.badRequest(
      `Invalid value for 'visibility', valid values are: [${visibilities
        .map(value => `'${value}'`)
        .join(', ')}]`,
    );
  }
  return visibility === 'hidden';
}

/** The same name has the same id in an organization, whatever came first. */
function environmentId(organizationId: string, name: string): string {
  return String(
    parseInt(seededHex(0, `environment ${organizationId} ${name}`, 6), 16),
  );
}
