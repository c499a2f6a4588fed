import { seededHex } from '../../random';
import { createdAtOf, type StoredRelease } from '../../store/ReleaseStore';
import { scopes } from '../../webApi/auth';
import { SentryApiError } from '../../webApi/http';
import { answerList } from '../pagination';
import { serializeRelease } from '../serialize';
import type { EmulatorProject } from '../../types/options';
import type { ApiContext, ApiRoute } from '../../webApi/types';

const readReleases = ['project:releases'];
const ofOrganization = '/api/0/organizations/:organization';
const ofProject = '/api/0/projects/:organization/:project';

/** Those of every project: `project` and everything else in the query is ignored. */
export const releasesRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${ofOrganization}/releases/`,
  scopes: readReleases,
  handle: (request, context) =>
    answerList(
      request,
      context,
      releasesOf(request.organization.projects, context),
      release => serializeRelease(release, context),
    ),
};

export const releaseRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${ofOrganization}/releases/:version/`,
  scopes: readReleases,
  handle: ({ organization, params }, context) => ({
    body: serializeRelease(
      findRelease(params.version, organization.projects, context),
      context,
    ),
  }),
};

export const projectReleasesRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${ofProject}/releases/`,
  scopes: readReleases,
  handle: (request, context) =>
    answerList(
      request,
      context,
      releasesOf([request.project], context),
      release => serializeRelease(release, context),
    ),
};

export const projectReleaseRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${ofProject}/releases/:version/`,
  scopes: readReleases,
  handle: ({ project, params }, context) => ({
    body: serializeRelease(
      findRelease(params.version, [project], context),
      context,
    ),
  }),
};

/** Those of every project, once for each project that has it; the id is a number. */
export const environmentsRoute: ApiRoute = {
  kind: 'organization',
  method: 'get',
  path: `${ofOrganization}/environments/`,
  scopes: scopes.readOrganization,
  handle: (request, context) => {
    const { organization } = request;
    return answerList(
      request,
      context,
      organization.projects.flatMap(({ id }) => context.store.environments(id)),
      name => ({ id: numberOf(`${organization.id} ${name}`), name }),
    );
  },
};

export const projectEnvironmentsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${ofProject}/environments/`,
  scopes: scopes.readProject,
  handle: (request, context) =>
    answerList(
      request,
      context,
      context.store.environments(request.project.id),
      name => ({
        id: String(numberOf(`${request.project.id} ${name}`)),
        name,
        isHidden: false,
      }),
    ),
};

/** Each once, the newest first. */
function releasesOf(
  projects: readonly EmulatorProject[],
  { store }: ApiContext,
): StoredRelease[] {
  const all = projects.flatMap(({ id }) => store.releases.ofProject(id));
  return [...new Set(all)].sort((a, b) => createdAtOf(b) - createdAtOf(a));
}

function findRelease(
  version: string,
  projects: readonly EmulatorProject[],
  context: ApiContext,
): StoredRelease {
  const found = releasesOf(projects, context).find(
    release => release.version === version,
  );
  if (!found) {
    throw SentryApiError.notFound();
  }
  return found;
}

function numberOf(what: string): number {
  return parseInt(seededHex(0, `environment ${what}`, 6), 16);
}
