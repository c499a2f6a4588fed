import { z } from 'zod';
import { serializeDeploy, serializeRelease } from '../../serialize/release';
import { scopes } from '../auth';
import {
  SentryApiError,
  optionalDate,
  optionalText,
  readBody,
  requiredText,
  wrongType,
} from '../http';
import { findRelease } from './releases';
import { repositoriesOf } from './repositories';
import type { StoredCommit, StoredRelease } from '../../store/ReleaseStore';
import type { EmulatorProject } from '../../types/options';
import type { ApiContext, ApiRoute, OrganizationRequest } from '../types';

const path = '/api/0/organizations/:organization/releases';

const commitSchema = z.object({
  id: requiredText(64),
  repository: optionalText(),
  message: optionalText(),
  author_name: optionalText(),
  author_email: optionalText(),
  timestamp: optionalDate,
  patch_set: z.array(z.object({ path: z.string() })).nullish(),
});

const updateSchema = z.object({
  ref: optionalText(),
  url: optionalText(),
  dateReleased: optionalDate,
  status: z.enum(['open', 'archived']).optional(),
  commits: z.array(commitSchema).optional(),
  refs: z
    .array(
      z.object({
        commit: requiredText(64),
        repository: requiredText(200),
        previousCommit: optionalText(64),
      }),
    )
    .optional(),
});

const newReleaseSchema = updateSchema.extend({
  version: requiredText(200).refine(
    version =>
      !/[\r\n\f\t/\\]/.test(version) &&
      !['.', '..', 'latest'].includes(version.toLowerCase()),
    'Release with that name is not allowed',
  ),
  projects: z.array(z.coerce.string(), wrongType('Expected a list of items.')),
});

const deploySchema = z.object({
  environment: requiredText(64),
  name: optionalText(64),
  url: optionalText(),
  dateStarted: optionalDate,
  dateFinished: optionalDate,
  projects: z.array(z.coerce.string()).optional(),
});

/**
 * Creates a release, or adds projects to an existing one, which keeps its dates and URLs.
 * 208 where the release has all these projects already.
 */
export const createReleaseRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path: `${path}/`,
  scopes: scopes.writeReleases,
  handle: (request, context) => {
    const { organization } = request;
    const { releases } = context.store;
    const body = readBody(newReleaseSchema, request.body);
    const projects = findProjects(body.projects, organization.projects, {
      projects: ['Invalid project ids or slugs'],
    });
    if (projects.length === 0) {
      throw new SentryApiError(400, {
        projects: ['This list may not be empty.'],
      });
    }
    const known = organization.projects
      .flatMap(({ id }) => releases.find(id, body.version) ?? [])
      .at(0);
    const isNew = projects.some(({ id }) => !known?.projects.has(id));
    const { status, ...details } = detailsOf(body);
    const release = releases.describe(
      projects.map(({ id }) => id),
      body.version,
      { createdAt: context.now(), status, ...(!known && details) },
    );
    changeCommits(release, body, request, context);
    return {
      status: isNew ? 201 : 208,
      body: serialize(release, request, context),
    };
  },
};

/** Changes the fields that the body has. An empty list of `refs` removes the commits. */
export const updateReleaseRoute: ApiRoute = {
  kind: 'organization',
  method: 'put',
  path: `${path}/:version/`,
  scopes: scopes.writeReleases,
  handle: (request, context) => {
    const release = findRelease(request, context);
    const body = readBody(updateSchema, request.body);
    context.store.releases.update(release, detailsOf(body));
    changeCommits(release, body, request, context);
    return { body: serialize(release, request, context) };
  },
};

export const createDeployRoute: ApiRoute = {
  kind: 'organization',
  method: 'post',
  path: `${path}/:version/deploys/`,
  scopes: scopes.writeReleases,
  handle: (request, context) => {
    const { store } = context;
    const release = findRelease(request, context);
    const body = readBody(deploySchema, request.body);
    const ids = body.projects
      ? findProjects(body.projects, request.organization.projects, {
          projects: ['Invalid project'],
        }).map(({ id }) => id)
      : [...release.projects.keys()];
    const deploy = store.releases.addDeploy(
      release,
      {
        environment: body.environment,
        name: body.name ?? null,
        url: body.url ?? null,
        startedAt: body.dateStarted,
        finishedAt: body.dateFinished ?? context.now(),
      },
      ids,
    );
    for (const id of ids) {
      store.seeEnvironment(id, body.environment);
    }
    return { status: 201, body: serializeDeploy(deploy) };
  },
};

function detailsOf(body: z.infer<typeof updateSchema>) {
  const { dateReleased: releasedAt, ref, url, status } = body;
  return { releasedAt, ref, url, status };
}

/** Sentry fetches the commits of `refs` from the repository's host. The emulator only checks the names. */
function changeCommits(
  release: StoredRelease,
  { commits, refs }: z.infer<typeof updateSchema>,
  { organization }: OrganizationRequest,
  context: ApiContext,
): void {
  const { releases } = context.store;
  if (refs && refs.length > 0) {
    const known = repositoriesOf(organization, context).map(r => r.name);
    const unknown = refs
      .map(({ repository }) => repository)
      .filter(name => !known.includes(name));
    if (unknown.length > 0) {
      throw new SentryApiError(400, {
        refs: [`Invalid repository names: ${unknown.join(',')}`],
      });
    }
  }
  if (commits && commits.length > 0) {
    releases.setCommits(
      release,
      commits.map(commit => readCommit(commit, organization.id, context.now())),
    );
  } else if (refs?.length === 0) {
    releases.setCommits(release, []);
  }
}

/** Sentry's defaults: a repository named after the organization, an address made from the author's name. */
function readCommit(
  commit: z.infer<typeof commitSchema>,
  organizationId: string,
  now: number,
): StoredCommit {
  const { author_name: name, author_email: address } = commit;
  const email =
    address ??
    (name &&
      `${name.replace(/[^a-zA-Z0-9._-]*/g, '').toLowerCase()}@localhost`);
  return {
    id: commit.id,
    message: commit.message ?? '',
    repository: {
      name: commit.repository ?? `organization-${organizationId}`,
    },
    ...(email && { author: { name: name ?? email, email } }),
    timestamp: commit.timestamp ?? now,
    files: (commit.patch_set ?? []).map(file => file.path),
  };
}

function findProjects(
  idsOrSlugs: string[],
  projects: readonly EmulatorProject[],
  refusal: Record<string, string[]>,
): EmulatorProject[] {
  return idsOrSlugs.map(wanted => {
    const project = projects.find(p => p.slug === wanted || p.id === wanted);
    if (!project) {
      throw new SentryApiError(400, refusal);
    }
    return project;
  });
}

function serialize(
  release: StoredRelease,
  { organization: { projects } }: OrganizationRequest,
  context: ApiContext,
): Record<string, unknown> {
  return serializeRelease(release, { projects, context, health: false });
}
