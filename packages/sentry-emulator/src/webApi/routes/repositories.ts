import { serializeRepository } from '../../serialize/release/commits';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { answerPage } from '../pagination';
import type { Organization } from '../../directory';
import type { EmulatorRepository } from '../../types';
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

/** The repositories that commits of the organization's releases name, by name. */
export function repositoriesOf(
  { id }: Organization,
  { directory, store }: ApiContext,
): EmulatorRepository[] {
  const projects = directory.organization(id)?.projects ?? [];
  const repositories = projects
    .flatMap(project => store.releases.ofProject(project.id))
    .flatMap(({ commits }) => commits.map(({ repository }) => repository));
  const byName = new Map(repositories.map(one => [one.name, one]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
