import {
  serializeCommit,
  serializeDeploy,
  serializeRelease,
} from '../../serialize/release';
import {
  createdAtOf,
  dateOf,
  type StoredRelease,
} from '../../store/ReleaseStore';
import { scopes } from '../auth';
import { SentryApiError } from '../http';
import { answerPage } from '../pagination';
import { readProjects, readScope } from '../scope';
import type { EmulatorProject } from '../../types/options';
import type {
  ApiAnswer,
  ApiContext,
  ApiRoute,
  OrganizationRequest,
  ProjectRequest,
} from '../types';
import { oneDay } from '../../store/issueState';
import { totalsOf, type SessionTotals } from '../../store/SessionStore';
import { compareSemantic } from '../../store/version';

const path = '/api/0/organizations/:organization/releases';
const projectPath = '/api/0/projects/:organization/:project/releases';

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
  handle: answerCommits,
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

/** The release of the path, if it belongs to the project of the path or, without one, to those of the query. */
export function findRelease(
  request: OrganizationRequest | ProjectRequest,
  context: ApiContext,
): StoredRelease {
  const { params, query, organization } = request;
  const projects =
    'project' in request
      ? [request.project]
      : readProjects(query, organization, context);
  const release = releasesOf(projects, context).find(
    ({ version }) => version === params.version,
  );
  if (!release) {
    throw SentryApiError.notFound();
  }
  return release;
}

/** Each once, even if it belongs to several projects. */
function releasesOf(
  projects: EmulatorProject[],
  { store }: ApiContext,
): StoredRelease[] {
  return [
    ...new Set(projects.flatMap(({ id }) => store.releases.ofProject(id))),
  ];
}

/** A release without events or deploys in an environment is in none. */
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

/** The open releases of one project, the newest first. An unknown environment has none. */
export const projectReleasesRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${projectPath}/`,
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
  path: `${projectPath}/:version/`,
  scopes: scopes.readReleases,
  handle: (request, context) => ({
    body: serialize(findRelease(request, context), request, context),
  }),
};

export const projectReleaseCommitsRoute: ApiRoute = {
  kind: 'project',
  method: 'get',
  path: `${projectPath}/:version/commits/`,
  scopes: scopes.readReleases,
  handle: answerCommits,
};

function answerCommits(
  request: OrganizationRequest | ProjectRequest,
  context: ApiContext,
): ApiAnswer {
  const { commits } = findRelease(request, context);
  return answerPage(request, context, commits, serializeCommit);
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

type Compare = (a: StoredRelease, b: StoredRelease) => number;

/** The newest first, or by the sessions of the last day. */
function readReleaseOrder(
  query: URLSearchParams,
  projects: EmulatorProject[],
  context: ApiContext,
): Compare {
  const byDate: Compare = (a, b) => createdAtOf(b) - createdAtOf(a);
  const byHealth = (score: (totals: SessionTotals) => number): Compare => {
    if (query.get('flatten') !== '1') {
      throw SentryApiError.badRequest(
        'sorting by crash statistics requires flattening (flatten=1)',
      );
    }
    const scores = healthOf(projects, context);
    const of = ({ version }: StoredRelease) =>
      score(scores.get(version) ?? totalsOf([]));
    return (a, b) => of(b) - of(a) || byDate(a, b);
  };
  switch (query.get('sort') ?? 'date') {
    case 'date':
      return byDate;
    case 'semver':
      return (a, b) => compareSemantic(b.version, a.version) ?? byDate(a, b);
    case 'sessions':
      return byHealth(({ sessions }) => sessions);
    case 'users':
      return byHealth(({ users }) => users);
    case 'crash_free_sessions':
      return byHealth(({ sessions, crashedSessions }) =>
        sessions === 0 ? -1 : 1 - crashedSessions / sessions,
      );
    case 'crash_free_users':
      return byHealth(({ users, crashedUsers }) =>
        users === 0 ? -1 : 1 - crashedUsers / users,
      );
    default:
      throw SentryApiError.badRequest('invalid sort');
  }
}

function healthOf(
  projects: EmulatorProject[],
  context: ApiContext,
): Map<string, SessionTotals> {
  const now = context.now();
  const rows = projects.flatMap(({ id }) =>
    context.store.sessions.within(id, { from: now - oneDay, to: now + 1 }),
  );
  const versions = new Set(rows.flatMap(({ release }) => release ?? []));
  return new Map(
    [...versions].map(version => [
      version,
      totalsOf(rows.filter(({ release }) => release === version)),
    ]),
  );
}
