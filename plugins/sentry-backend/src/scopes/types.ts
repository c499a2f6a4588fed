import type {
  SentryComponent,
  SentryProblem,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import {
  sentryServerOf,
  type SentryClient,
  type SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import type { EntityProjectRef } from '../access/types';
import { cacheKey } from '../cache/keys';
import type { CacheFacts } from '../cache/types';

// In characters: half of the 8 kB that servers and proxies accept as a URL. That is
// 160 projects of sentry.io, whose ids have 16 digits.
const MAX_LENGTH = 4_000;
const PARAMETER = '&project='.length;

/** One entry of the annotation: found, or with the reason why not. */
export type ResolvedEntry = { ref: EntityProjectRef } & (
  | {
      project: SentryProject;
      platform?: string;
      instance: SentryInstanceConfig;
      client: SentryClient;
      facts: CacheFacts;
      /** Why only its issues can be read. */
      limit?: SentryProblem;
      problem?: undefined;
    }
  | {
      problem: SentryProblem;
      /** Of Sentry's answer; absent where config or annotation is the problem. */
      facts?: CacheFacts;
      /** Whether the next request may find the project. */
      mayPass?: boolean;
    }
);

/**
 * The projects of an entity that one upstream call can ask about: those of one
 * organization on one instance.
 */
export interface ProjectScope {
  /** Names the scope within its entity. */
  id: string;
  /** Part of the cache key of every answer about the scope. */
  key: string;
  client: SentryClient;
  instance: SentryInstanceConfig;
  organization: string;
  /** In order of their ids; never empty. */
  projects: SentryProject[];
  /** Of the projects, in the same order. */
  projectIds: string[];
  /** Whether only issues assigned to the caller count, as the caller owns none of the projects. */
  isOthers?: boolean;
  /**
   * When issues of the projects were last changed through Backstage, in milliseconds since
   * 1970: older answers are stale. Absent where no change is known.
   */
  changedAt?: number;
  /** The same, as Sentry's webhooks report it: no caller waits for these. */
  reportedAt?: number;
}

/** What an entity's annotation resolves to. */
export interface ResolvedProjects {
  entries: ResolvedEntry[];
  scopes: ProjectScope[];
  /** Of the annotation, and of entries that can't be found. */
  problems: SentryProblem[];
  /** What can't be read of projects that were found, each once for an organization. */
  limits: SentryProblem[];
  /** One for each instance that the entity names and the caller can use. */
  clients: SentryClient[];
  /** The entities that have the projects, where an entity aggregates others. */
  components?: SentryComponent[];
  /** Part of the cache key of every answer about these projects. */
  key: string;
}

/**
 * Groups projects by organization, so that one call asks about all of them, in chunks where the
 * URL would grow too long. A project named twice, by slug and by id, counts once.
 */
export function groupScopes(entries: ResolvedEntry[]): ProjectScope[] {
  const groups = new Map<
    string,
    Pick<ProjectScope, 'client' | 'instance' | 'organization'> & {
      projects: Map<string, SentryProject>;
    }
  >();
  for (const entry of entries) {
    if (!entry.problem) {
      const { client, project, instance } = entry;
      const { organization } = project;
      const id = `${instance.name}:${organization}`;
      const group = groups.get(id) ?? {
        client,
        instance,
        organization,
        projects: new Map(),
      };
      group.projects.set(project.id, project);
      groups.set(id, group);
    }
  }
  const scopes: ProjectScope[] = [];
  for (const [name, { projects, ...group }] of groups) {
    const parts = chunks([...projects.values()].sort(byId));
    for (const [index, part] of parts.entries()) {
      const id = index === 0 ? name : `${name}#${index}`;
      scopes.push(scopeOf({ ...group, id, projects: part }));
    }
  }
  return scopes;
}

function chunks(projects: SentryProject[]): SentryProject[][] {
  const all: SentryProject[][] = [];
  let left = 0;
  for (const project of projects) {
    const length = PARAMETER + project.id.length;
    if (length > left) {
      all.push([]);
      left = MAX_LENGTH;
    }
    all[all.length - 1].push(project);
    left -= length;
  }
  return all;
}

function byId(a: SentryProject, b: SentryProject): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

/** A scope with what follows from its parts. */
export function scopeOf(
  parts: Omit<ProjectScope, 'key' | 'projectIds'>,
): ProjectScope {
  const { instance, client, organization, projects } = parts;
  const projectIds = projects.map(({ id }) => id);
  const key = cacheKey('scope', [
    instance.name,
    instance.baseUrl,
    client.credentialId,
    organization,
    projectIds,
  ]);
  return { ...parts, projectIds, key };
}

/** The same for the same issue, also where two instances are one server. */
export function issueKey({ instance }: ProjectScope, id: string): string {
  return JSON.stringify([sentryServerOf(instance.baseUrl), id]);
}

/** Refs of the entities that have a project. */
export function ownersOf(
  { entries }: Pick<ResolvedProjects, 'entries'>,
  { instance, organization, id }: SentryProject,
): string[] {
  return entries.flatMap(entry =>
    !entry.problem &&
    entry.project.id === id &&
    entry.project.instance === instance &&
    entry.project.organization === organization
      ? entry.ref.entityRefs
      : [],
  );
}

/**
 * The slug, in lower case, of the project that a short id names, however it is spelled.
 * `undefined` for what is not a short id.
 */
export function projectOfShortId(name: string): string | undefined {
  return /^(.+)[\s_-][0-9a-z]+$/i.exec(name.trim())?.[1].toLowerCase();
}

/** A project's name where another one may have the same slug. */
export function fullName({
  instance,
  organization,
  slug,
}: SentryProject): string {
  return `${instance}:${organization}/${slug}`;
}
