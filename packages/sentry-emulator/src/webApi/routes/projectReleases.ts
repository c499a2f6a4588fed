import { serializeCommit } from '../../serialize/release/commits';
import { serializeRelease } from '../../serialize/release/release';
import { dateOf } from '../../store/ReleaseStore';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { answerPage } from '../pagination';
import type { StoredRelease } from '../../store/releaseTypes';
import type { ApiContext, ApiRoute, ProjectRequest } from '../types';

const path = '/api/0/projects/:organization/:project/releases';

/** The open releases of one project, the newest first. An unknown environment has none. */
export const projectReleasesRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${path}/`,
  scopes: scopes.readReleases,
  handle: (request, context) => {
    const { project, query } = request;
    const text = query.get('query')?.toLowerCase() ?? '';
    const environment = query.get('environment');
    const releases = context.store.releases
      .ofProject(project.id)
      .filter(
        release =>
          release.status === 'open' &&
          release.version.toLowerCase().includes(text) &&
          (environment === null ||
            release.projects.get(project.id)?.environments.has(environment)),
      )
      .sort((a, b) => dateOf(b, project.id) - dateOf(a, project.id));
    return answerPage(request, context, releases, release =>
      serialize(release, request, context),
    );
  },
};

export const projectReleaseRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${path}/:version/`,
  scopes: scopes.readReleases,
  handle: (request, context) => ({
    body: serialize(findRelease(request, context), request, context),
  }),
};

export const projectReleaseCommitsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${path}/:version/commits/`,
  scopes: scopes.readReleases,
  handle: (request, context) =>
    answerPage(
      request,
      context,
      findRelease(request, context).commits,
      serializeCommit,
    ),
};

function findRelease(
  { params, project }: ProjectRequest,
  { store }: ApiContext,
): StoredRelease {
  const release = store.releases.find(project.id, params.version);
  if (!release) {
    throw SentryApiError.notFound();
  }
  return release;
}

function serialize(
  release: StoredRelease,
  { project }: ProjectRequest,
  context: ApiContext,
): Record<string, unknown> {
  return serializeRelease(release, {
    projects: [project],
    context,
    health: false,
  });
}
