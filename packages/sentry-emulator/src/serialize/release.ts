import { parseRelease } from '../store/version';
import { oneDay } from '../store/issueState';
import { totalsOf } from '../store/SessionStore';
import { rangeBuckets, createdAt, formatDate } from './series';
import type { EmulatorProject } from '../types/options';
import type { ApiContext } from '../webApi/types';
import { seededHex } from '../random';
import type { EmulatorRepository } from '../types/Emulator';
import {
  type StoredCommit,
  type StoredDeploy,
  type StoredRelease,
  createdAtOf,
} from '../store/ReleaseStore';
import type { StoredEvent } from '../store/types';

/** What can be read from the name of a release. */
function versionInfo(version: string): Record<string, unknown> {
  const { package: name, raw, version: semantic } = parseRelease(version);
  return {
    package: name,
    version: semantic ?? { raw },
    description: raw,
    buildHash: null,
  };
}

function shortVersion(version: string): string {
  return parseRelease(version).raw;
}

const hour = 3_600_000;

/** The health of a release in a project, by the sessions of the last day. Rates are per cent. */
function serializeHealth(
  version: string,
  { id }: EmulatorProject,
  context: ApiContext,
): Record<string, unknown> {
  const now = context.now();
  const lastDay = { from: now - oneDay, to: now + 1 };
  const everybody = context.store.sessions.within(id, lastDay);
  const rows = everybody.filter(({ release }) => release === version);
  const all = context.store.sessions
    .within(id, { from: -Infinity, to: now + 1 })
    .filter(({ release }) => release === version);
  const mine = totalsOf(rows);
  const project = totalsOf(everybody);
  const orNull = (value: number) => (rows.length > 0 ? value : null);
  const { starts } = rangeBuckets(lastDay, hour);
  return {
    durationP50: null,
    durationP90: null,
    crashFreeUsers: percent(mine.users - mine.crashedUsers, mine.users),
    crashFreeSessions: percent(
      mine.sessions - mine.crashedSessions,
      mine.sessions,
    ),
    totalUsers: orNull(mine.users),
    totalUsers24h: orNull(mine.users),
    totalProjectUsers24h: project.users,
    totalSessions: orNull(mine.sessions),
    totalSessions24h: orNull(mine.sessions),
    totalProjectSessions24h: project.sessions,
    adoption: percent(mine.users, project.users),
    sessionsAdoption: percent(mine.sessions, project.sessions),
    sessionsCrashed: mine.crashedSessions,
    sessionsErrored: mine.erroredSessions,
    hasHealthData: all.length > 0,
    stats: {
      '24h': starts.map(start => [
        start / 1000,
        totalsOf(
          rows.filter(
            ({ started }) => started >= start && started < start + hour,
          ),
        ).sessions,
      ]),
    },
  };
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}

export function serializeCommit(commit: StoredCommit): Record<string, unknown> {
  const { id, message, author } = commit;
  const dateCreated = formatDate(commit.timestamp);
  const repository = serializeRepository(commit.repository);
  return {
    id,
    message,
    dateCreated,
    pullRequest: commit.pullRequest
      ? {
          id: commit.pullRequest.id,
          title: commit.pullRequest.title,
          message: null,
          dateCreated,
          repository,
          author: { ...author },
          externalUrl: commit.pullRequest.url,
        }
      : null,
    suspectCommitType: '',
    repository,
    author: { ...author },
  };
}

/** A repository; Sentry knows those of integrations and those that commits name. */
export function serializeRepository({
  name,
  url,
  provider,
}: EmulatorRepository): Record<string, unknown> {
  return {
    id: String(parseInt(seededHex(0, name, 6), 16)),
    name,
    url: url ?? null,
    provider: provider
      ? { id: provider, name: provider.replace(/^integrations:/, '') }
      : { id: 'unknown', name: 'Unknown Provider' },
    status: 'active',
    dateCreated: createdAt,
    integrationId: null,
    externalSlug: null,
  };
}

export function serializeDeploy(deploy: StoredDeploy): Record<string, unknown> {
  const { id, environment, name, url, startedAt, finishedAt } = deploy;
  return {
    id,
    environment,
    name,
    url,
    dateStarted: startedAt === undefined ? null : formatDate(startedAt),
    dateFinished: formatDate(finishedAt),
  };
}

/** Each author once, in the order of the commits. */
export function authorsOf(
  commits: readonly StoredCommit[],
): NonNullable<StoredCommit['author']>[] {
  const authors = new Map(
    commits.flatMap(({ author }) => (author ? [[author.email, author]] : [])),
  );
  return [...authors.values()].map(author => ({ ...author }));
}

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
 * `health` adds the data of sessions.
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
