import {
  serializeCommit,
  serializeDeploy,
} from '../../serialize/release/commits';
import { serializeRelease } from '../../serialize/release/release';
import { createdAtOf } from '../../store/ReleaseStore';
import { scopes } from '../auth';
import { SentryApiError } from '../errors';
import { answerPage } from '../pagination';
import { readReleaseOrder } from '../releaseOrder';
import { readProjects, readScope } from '../scope';
import type { StoredRelease } from '../../store/releaseTypes';
import type { EmulatorProject } from '../../types';
import type { ApiContext, ApiRoute, OrganizationRequest } from '../types';

const path = '/api/0/organizations/:organization/releases';

export const releasesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/`,
  scopes: scopes.readReleases,
  handle: (request, context) => {
    const { query } = request;
    if (seesNoRelease(request)) {
      return answerPage(request, context, [], () => ({}));
    }
    const { projects, hasEnvironment } = readScope(request, context);
    const text = query.get('query')?.toLowerCase() ?? '';
    const releases = releasesOf(projects, context)
      .filter(
        release =>
          release.version.toLowerCase().includes(text) &&
          release.status === (query.get('status') || release.status) &&
          isIn(release, projects, hasEnvironment),
      )
      .sort(readReleaseOrder(query, projects, context));
    return answerPage(request, context, releases, release =>
      serializeRelease(release, {
        projects,
        context,
        health: query.get('health') === '1',
      }),
    );
  },
};

/** To legacy keys Sentry shows releases by scopes that the route does not ask for. */
function seesNoRelease({ token }: OrganizationRequest): boolean {
  return (
    token?.kind === 'api-key' &&
    !token.scopes.some(scope =>
      ['project:releases', 'project:write', 'project:admin'].includes(scope),
    )
  );
}

export const releaseRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/:version/`,
  scopes: scopes.readReleases,
  handle: (request, context) => ({
    body: serializeRelease(findRelease(request, context), {
      projects: readProjects(request.query, request.organization, context),
      context,
      health: request.query.get('health') === '1',
    }),
  }),
};

export const releaseCommitsRoute: ApiRoute = {
  kind: 'organization',
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

/** The release with commits before this one, from which `sentry-cli` counts the new commits. */
export const previousReleaseRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/:version/previous-with-commits/`,
  scopes: scopes.readReleases,
  handle: (request, context) => {
    const release = findRelease(request, context);
    const projects = readProjects(request.query, request.organization, context);
    const previous = releasesOf(projects, context)
      .filter(
        other =>
          other !== release &&
          other.commits.length > 0 &&
          createdAtOf(other) <= createdAtOf(release),
      )
      .sort((a, b) => createdAtOf(b) - createdAtOf(a))
      .at(0);
    return {
      body: previous
        ? serializeRelease(previous, { projects, context, health: false })
        : {},
    };
  },
};

export const releaseDeploysRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${path}/:version/deploys/`,
  scopes: scopes.readReleases,
  handle: (request, context) =>
    answerPage(
      request,
      context,
      findRelease(request, context).deploys,
      serializeDeploy,
    ),
};

/** The release of the path, as far as it is one of the projects asked about. */
export function findRelease(
  { params, query, organization }: OrganizationRequest,
  context: ApiContext,
): StoredRelease {
  const projects = readProjects(query, organization, context);
  const release = releasesOf(projects, context).find(
    ({ version }) => version === params.version,
  );
  if (!release) {
    throw SentryApiError.notFound();
  }
  return release;
}

/** Each once, though it be one of several projects. */
function releasesOf(
  projects: EmulatorProject[],
  { store }: ApiContext,
): StoredRelease[] {
  return [
    ...new Set(projects.flatMap(({ id }) => store.releases.ofProject(id))),
  ];
}

/** A release that nobody has placed in an environment is in none. */
function isIn(
  release: StoredRelease,
  projects: EmulatorProject[],
  hasEnvironment: (name: string | undefined) => boolean,
): boolean {
  const names = projects.flatMap(({ id }) => [
    ...(release.projects.get(id)?.environments ?? []),
  ]);
  return names.length === 0
    ? hasEnvironment(undefined)
    : names.some(hasEnvironment);
}
