import { formatDate } from '../dates';
import { createdAtOf } from '../../store/ReleaseStore';
import { authorsOf, serializeCommit, serializeDeploy } from './commits';
import { serializeHealth } from './health';
import { shortVersion, versionInfo } from './versionInfo';
import type { StoredDeploy, StoredRelease } from '../../store/releaseTypes';
import type { StoredEvent } from '../../store/types';
import type { EmulatorProject } from '../../types';
import type { ApiContext } from '../../webApi/types';

/** A release as events and issues name it. */
export function releaseOfEvent(
  event: StoredEvent | undefined,
  { store }: ApiContext,
): Record<string, unknown> | null {
  const release =
    event?.release === undefined
      ? undefined
      : store.releases.find(event.projectId, event.release);
  return release ? releaseBase(release) : null;
}

/**
 * A release on its own and in the list, as far as it is one of the projects given.
 * `health` asks for what sessions tell.
 */
export function serializeRelease(
  release: StoredRelease,
  options: {
    projects: EmulatorProject[];
    context: ApiContext;
    health: boolean;
  },
): Record<string, unknown> {
  const { context, health } = options;
  const projects = options.projects.filter(({ id }) =>
    release.projects.has(id),
  );
  const newGroups = projects.map(project =>
    newIssues(release.version, project, context),
  );
  const seen = projects.flatMap(({ id }) => release.projects.get(id) ?? []);
  const first = seen.flatMap(({ firstEvent }) => firstEvent ?? []);
  const last = seen.flatMap(({ lastEvent }) => lastEvent ?? []);
  return {
    ...releaseBase(release),
    newGroups: newGroups.reduce((sum, count) => sum + count, 0),
    owner: null,
    authors: authorsOf(release.commits),
    firstEvent: first.length > 0 ? formatDate(Math.min(...first)) : null,
    lastEvent: last.length > 0 ? formatDate(Math.max(...last)) : null,
    currentProjectMeta: {},
    projects: projects.map((project, index) => ({
      id: Number(project.id),
      slug: project.slug,
      name: project.name,
      newGroups: newGroups[index],
      platform: project.platform,
      platforms: [project.platform],
      hasHealthData: hasHealth(release.version, project, context),
      ...(health && {
        healthData: serializeHealth(release.version, project, context),
      }),
    })),
  };
}

function releaseBase(release: StoredRelease): Record<string, unknown> {
  const { version, commits, deploys, releasedAt } = release;
  return {
    id: release.number,
    version,
    shortVersion: shortVersion(version),
    status: release.status,
    versionInfo: versionInfo(version),
    dateCreated: formatDate(createdAtOf(release)),
    dateReleased: releasedAt === undefined ? null : formatDate(releasedAt),
    ref: release.ref,
    url: release.url,
    data: {},
    commitCount: commits.length,
    lastCommit: commits.length > 0 ? serializeCommit(commits[0]) : null,
    deployCount: deploys.length,
    lastDeploy: deploys.length > 0 ? lastDeploy(deploys[0]) : null,
    userAgent: null,
  };
}

/** Here Sentry's document wants a name, though a deploy need not have one. */
function lastDeploy(deploy: StoredDeploy): Record<string, unknown> {
  return { ...serializeDeploy(deploy), name: deploy.name ?? '' };
}

/** Issues that were seen first in that release. */
function newIssues(
  version: string,
  { id }: EmulatorProject,
  { store }: ApiContext,
): number {
  return store
    .issues(id)
    .filter(issue => issue.timeline.first.release === version).length;
}

function hasHealth(
  version: string,
  { id }: EmulatorProject,
  { store }: ApiContext,
): boolean {
  return store.sessions
    .within(id, { from: -Infinity, to: Infinity })
    .some(({ release }) => release === version);
}
