import {
  type SentryProblem,
  sentryProjectName,
  type SentryComponent,
  type SentryProblemCode,
  type SentryProject,
} from 'backstage-plugin-sentry-common';
import type { SentryClient } from 'backstage-plugin-sentry-node';
import type { SentryEntity, EntityPart } from '../access/types';
import { cacheKey } from '../cache/keys';
import {
  groupScopes,
  type ResolvedEntry,
  type ResolvedProjects,
  fullName,
  scopeOf,
} from './types';
import { InputError } from '@backstage/errors';

/** What the entries of an annotation come to together, and the key of answers about it. */
export function together(options: {
  entries: ResolvedEntry[];
  ofAnnotation: SentryProblem[];
  clients: SentryClient[];
  parts: SentryEntity['parts'];
}): ResolvedProjects {
  const { entries, ofAnnotation, clients, parts } = options;
  const scopes = groupScopes(entries);
  const components = componentsOf(entries, parts);
  const problems = [
    ...ofAnnotation,
    ...entries.flatMap(({ problem }) => problem ?? []),
  ];
  const limits = [
    ...new Map(
      entries.flatMap(entry =>
        entry.problem || !entry.limit
          ? []
          : [[entry.limit.message, entry.limit]],
      ),
    ).values(),
  ];
  const key = cacheKey('resolved', [
    // Those too that found nothing: when they did is told.
    clients.map(({ instance, credentialId }) => [instance, credentialId]),
    scopes.map(scope => scope.key),
    JSON.stringify([...problems, ...limits]),
    // Of the same projects one caller may see more owners than another.
    ...(components ? [JSON.stringify(components)] : []),
  ]);
  return {
    entries,
    scopes,
    problems,
    limits,
    clients,
    key,
    ...(components && { components }),
  };
}

const OF_ANNOTATION: SentryProblemCode[] = [
  'ANNOTATION_INVALID',
  'PROJECT_NOT_FOUND',
];

/**
 * Which projects each of the entities has, of those that were found; one without any is left
 * out.
 *
 * @param parts - the entities that are spoken for; absent where an entity speaks for itself
 */
function componentsOf(
  entries: ResolvedEntry[],
  parts: EntityPart[] | undefined,
): SentryComponent[] | undefined {
  if (!parts) {
    return undefined;
  }
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

/** The entry with its problem saying whose annotation it is about, where that is what is wrong. */
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
 * may write them or, which can mean one alone, in full.
 *
 * @throws InputError for a project that is not the entity's
 */
export function selectEntries(
  entries: ResolvedEntry[],
  wanted: string[],
): ResolvedEntry[] {
  for (const name of wanted) {
    if (!entries.some(entry => names(entry).includes(name))) {
      throw new InputError(
        `Query parameter \`project\`: \`${name}\` is not a project of this entity`,
      );
    }
  }
  return entries.filter(entry =>
    names(entry).some(name => wanted.includes(name)),
  );
}

function names(entry: ResolvedEntry): string[] {
  return [
    entry.ref.ref,
    entry.ref.project,
    ...(entry.problem ? [] : namesOf(entry.project)),
  ];
}

function namesOf(project: SentryProject): string[] {
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

/**
 * The same projects, those of the caller's own entities in scopes of their own and all others
 * in scopes beside these: each part of an organization is asked in its own way. A project of
 * both is an own one alone. Where the caller is nobody in Sentry, which concerns others'
 * projects only by being assigned to the caller, is not told of these.
 *
 * @param options - `own`: refs of the caller's own entities; `all`: every entry, be it asked
 *   about or not: under another name a project may be an own one
 */
export function splitOwnedFromAssigned(
  projects: ResolvedProjects,
  options: { own: string[]; all: ResolvedEntry[] },
): ResolvedProjects {
  const refs = new Set(options.own);
  const isOwn = ({ ref }: ResolvedEntry) =>
    ref.entityRefs.some(one => refs.has(one));
  const names = new Set(
    options.all.flatMap(entry =>
      !entry.problem && isOwn(entry) ? sentryProjectName(entry.project) : [],
    ),
  );
  const own: ResolvedEntry[] = [];
  const others: ResolvedEntry[] = [];
  for (const entry of projects.entries) {
    const isListed = entry.problem
      ? isOwn(entry)
      : names.has(sentryProjectName(entry.project));
    (isListed ? own : others).push(entry);
  }
  const untold = new Set(
    others.flatMap(({ problem }) =>
      problem?.code === 'NOT_CONNECTED' ? problem : [],
    ),
  );
  const scopes = [
    ...groupScopes(own),
    ...groupScopes(others).map(scope =>
      scopeOf({ ...scope, id: `${scope.id}:assigned`, isOthers: true }),
    ),
  ];
  return {
    ...projects,
    scopes,
    problems: projects.problems.filter(problem => !untold.has(problem)),
    key: cacheKey('apart', [
      projects.key,
      scopes.map(({ id, key }) => [id, key]),
    ]),
  };
}
