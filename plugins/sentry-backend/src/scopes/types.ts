import type {
  SentryComponent,
  SentryProblem,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import {
  type SentryClient,
  type SentryInstanceConfig,
  sentryServerOf,
} from 'backstage-plugin-sentry-node';
import type { EntityProjectRef } from '../access/types';
import type { CacheFacts } from '../cache/types';
import type { ProjectTarget } from './ScopeResolver';
import { cacheKey } from '../cache/keys';

/** One entry of the annotation: found, or with the reason why not. */
export type ResolvedEntry = { ref: EntityProjectRef } & (
  | {
      project: SentryProject;
      platform?: string;
      target: ProjectTarget;
      client: SentryClient;
      facts: CacheFacts;
      /** Why it is known by its issues alone. */
      limit?: SentryProblem;
      problem?: undefined;
    }
  | {
      problem: SentryProblem;
      /** Where the problem is what Sentry said; absent where config or annotation says it. */
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
  /** What every answer about the scope depends on, as part of its cache key. */
  key: string;
  client: SentryClient;
  instance: SentryInstanceConfig;
  organization: string;
  /** In order of their ids; never empty. */
  projects: SentryProject[];
  /**
   * Whether none of the projects is one of the caller's own entities, where these were set
   * apart.
   */
  isOthers?: boolean;
  /**
   * When issues of the projects were last changed through Backstage, in milliseconds since
   * 1970: what was asked before is old. Absent where no change is known.
   */
  changedAt?: number;
}

/** What an entity's annotation came to. */
export interface ResolvedProjects {
  entries: ResolvedEntry[];
  scopes: ProjectScope[];
  /** Of the annotation, and of entries that can't be found. */
  problems: SentryProblem[];
  /** What of projects that were found can't be read, each once for an organization. */
  limits: SentryProblem[];
  /** As whom Sentry can be asked: one for each instance that the entity names. */
  clients: SentryClient[];
  /** Whose projects these are, where an entity speaks for others. */
  components?: SentryComponent[];
  /** What every answer about these projects depends on, as part of its cache key. */
  key: string;
}

// In characters: half of the 8 kB that servers and proxies take of an address. That is
// 160 projects of sentry.io, whose ids have 16 digits.
const MAX_LENGTH = 4_000;
const PARAMETER = '&project='.length;

/**
 * Puts projects of one organization together, so that one call asks about all of
 * them, in chunks where its address would grow too long. A project named twice, by slug and by id, counts once.
 */
export function groupScopes(entries: ResolvedEntry[]): ProjectScope[] {
  const groups = new Map<
    string,
    Omit<ProjectScope, 'id' | 'key' | 'projects'> & {
      projects: Map<string, SentryProject>;
    }
  >();
  for (const entry of entries) {
    if (!entry.problem) {
      const { client, project, target } = entry;
      const { instance, key } = target;
      const id = `${instance.name}:${key.organization}`;
      const group = groups.get(id) ?? {
        client,
        instance,
        organization: key.organization,
        projects: new Map(),
      };
      group.projects.set(project.id, project);
      groups.set(id, group);
    }
  }
  return [...groups].flatMap(([id, { projects, ...group }]) =>
    chunks([...projects.values()].sort(byId)).map((chunk, index) =>
      scopeOf({
        ...group,
        id: index === 0 ? id : `${id}#${index}`,
        projects: chunk,
      }),
    ),
  );
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

/** A scope with the key that its parts come to. */
export function scopeOf(parts: Omit<ProjectScope, 'key'>): ProjectScope {
  const { instance, client, organization, projects } = parts;
  const key = cacheKey('scope', [
    instance.name,
    instance.baseUrl,
    client.credentialId,
    organization,
    projects.map(({ id }) => id),
  ]);
  return { ...parts, key };
}

function byId(a: SentryProject, b: SentryProject): number {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}

/** The same for the same issue, also where two instances are one server. */
export function issueKey({ instance }: ProjectScope, id: string): string {
  return JSON.stringify([sentryServerOf(instance.baseUrl), id]);
}

/** Refs of the entities that a project is one of. */
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
 * The project that a short id names, in lower case, however it is spelled: it begins with the
 * slug. `undefined` for what is no short id.
 */
export function projectOfShortId(name: string): string | undefined {
  return /^(.+)[\s_-][0-9a-z]+$/i.exec(name.trim())?.[1].toLowerCase();
}

/** A project as people name it where another one may have the same slug. */
export function fullName({
  instance,
  organization,
  slug,
}: SentryProject): string {
  return `${instance}:${organization}/${slug}`;
}
