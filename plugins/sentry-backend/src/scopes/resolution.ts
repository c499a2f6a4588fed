import { InputError } from '@backstage/errors';
import {
  sentryProjectName,
  type SentryComponent,
  type SentryProblem,
  type SentryProblemCode,
  type SentryProject,
} from 'backstage-plugin-sentry-common';
import type { SentryClient } from 'backstage-plugin-sentry-node';
import type { EntityPart } from '../access/types';
import { cacheKey } from '../cache/keys';
import {
  fullName,
  groupScopes,
  type ResolvedEntry,
  type ResolvedProjects,
} from './types';

const OF_ANNOTATION: SentryProblemCode[] = [
  'ANNOTATION_INVALID',
  'PROJECT_NOT_FOUND',
];

/**
 * Makes scopes, problems and the cache key of the entries of an annotation.
 *
 * @param options - `problems`: of the annotation itself; `parts`: the entities that an
 *   aggregate stands for
 */
export function buildResolution(options: {
  entries: ResolvedEntry[];
  problems: SentryProblem[];
  clients: SentryClient[];
  parts: EntityPart[] | undefined;
}): ResolvedProjects {
  const { entries, clients, parts } = options;
  const scopes = groupScopes(entries);
  const components = parts && componentsOf(entries, parts);
  const problems = [...options.problems];
  const limits = new Map<string, SentryProblem>();
  for (const entry of entries) {
    if (entry.problem) {
      problems.push(entry.problem);
    } else if (entry.limit) {
      limits.set(entry.limit.message, entry.limit);
    }
  }
  const key = cacheKey('resolved', [
    // Also those that found nothing: the answer says when they looked.
    clients.map(({ instance, credentialId }) => [instance, credentialId]),
    scopes.map(scope => scope.key),
    JSON.stringify([...problems, ...limits.values()]),
    // Two callers may see different owners of the same projects.
    ...(components ? [JSON.stringify(components)] : []),
  ]);
  return {
    entries,
    scopes,
    problems,
    limits: [...limits.values()],
    clients,
    key,
    ...(components && { components }),
  };
}

/** The projects of each of the entities; one without any is left out. */
function componentsOf(
  entries: ResolvedEntry[],
  parts: EntityPart[],
): SentryComponent[] {
  const names = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (!entry.problem) {
      for (const ref of entry.ref.entityRefs) {
        const known = names.get(ref) ?? new Set();
        names.set(ref, known.add(sentryProjectName(entry.project)));
      }
    }
  }
  return parts.flatMap(part => {
    const projects = names.get(part.ref);
    return projects ? { ...part, projects: [...projects] } : [];
  });
}

/** The entry with its problem naming the entities whose annotation is wrong. */
export function nameOwners(entry: ResolvedEntry): ResolvedEntry {
  const { problem, ref } = entry;
  if (!problem || !OF_ANNOTATION.includes(problem.code)) {
    return entry;
  }
  const message = `${ref.entityRefs.join(', ')}: ${problem.message}`;
  return { ...entry, problem: { ...problem, message } };
}

/**
 * Those of the entity's entries that were asked for, by slug, by id, as an annotation
 * may write them or, which is never ambiguous, in full.
 *
 * @throws InputError for a project that is not the entity's
 */
export function selectEntries(
  entries: ResolvedEntry[],
  wanted: string[],
): ResolvedEntry[] {
  const named = entries.map(entry => ({ entry, names: namesOf(entry) }));
  for (const name of wanted) {
    if (!named.some(({ names }) => names.includes(name))) {
      throw new InputError(
        `Query parameter \`project\`: \`${name}\` is not a project of this entity`,
      );
    }
  }
  return named
    .filter(({ names }) => names.some(name => wanted.includes(name)))
    .map(({ entry }) => entry);
}

function namesOf(entry: ResolvedEntry): string[] {
  const { ref, project } = entry.ref;
  return [ref, project, ...(entry.problem ? [] : projectNames(entry.project))];
}

function projectNames(project: SentryProject): string[] {
  const { instance, organization, slug, id } = project;
  return [
    slug,
    id,
    fullName(project),
    sentryProjectName(project),
    // What an annotation means where it names no instance.
    ...(instance === 'default'
      ? [`${organization}/${slug}`, `${organization}/${id}`]
      : []),
  ];
}
