import {
  type SentryProblem,
  readSentrySourceRoots,
  type SentrySourceRoot,
  isSentryAvailable,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  parseSentryProjectAnnotation,
  readSentryAnnotations,
  readSentryFilterAnnotations,
} from 'backstage-plugin-sentry-common';
import {
  type Entity,
  RELATION_HAS_PART,
  RELATION_OWNER_OF,
  stringifyEntityRef,
  RELATION_OWNED_BY,
} from '@backstage/catalog-model';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogReader } from './CatalogReader';
import type {
  EntityAnnotations,
  EntityPart,
  EntityProjectRef,
  SentryEntity,
} from './types';

/** More belongs to an entity than is read for one answer. */
function tooManyEntities(
  ref: string,
  count: number,
  limit: number,
): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `${count} entities belong to ${ref}; only the first ${limit} were looked at for Sentry projects.`,
    action: 'Look at one of its parts instead.',
  };
}

/** More of the catalog concerns a user than one list goes over. */
export function tooManyAnnotated(limit: number): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `More than ${limit} entities with Sentry projects concern you; the others are left out.`,
    action: 'Look at the pages of the others in the catalog.',
  };
}

const SOURCE_LOCATION_ANNOTATION = 'backstage.io/source-location';

/** Where the source of an entity is. */
export interface EntitySource {
  /** An address of a directory, by http or https. */
  location: string;
  roots: SentrySourceRoot[];
  problems: SentryProblem[];
}

/** Absent where the entity's source has no address, such as files of the same machine. */
export function sourceOfEntity(entity: Entity): EntitySource | undefined {
  const location = entity.metadata.annotations?.[SOURCE_LOCATION_ANNOTATION];
  const url = location?.startsWith('url:') ? location.slice(4).trim() : '';
  return /^https?:\/\//i.test(url) && URL.canParse(url)
    ? { location: url, ...readSentrySourceRoots(entity) }
    : undefined;
}

/** Where a project is several entities', their source, if it is the same one. */
export function commonSource(
  known: { source?: EntitySource } | undefined,
  entity: Entity,
): { source?: EntitySource } {
  const source = sourceOfEntity(entity);
  const isCommon =
    !known || JSON.stringify(known.source) === JSON.stringify(source);
  return isCommon && source ? { source } : {};
}

// A group may own thousands of entities; so many of what belongs to an entity are read.
const MAX_READ = 2_000;

/** How an entity of a kind holds what it speaks for. */
interface Aggregate {
  relation: string;
  /** How many levels of unannotated entities are followed. */
  depth: number;
}

// A domain may hold domains that hold systems that hold components.
const ofParts: Aggregate = { relation: RELATION_HAS_PART, depth: 4 };
// What a group owns itself, as Backstage's own ownership card counts it: not what its
// child groups do, and not the parts of a system, which others may own.
const ofOwned: Aggregate = { relation: RELATION_OWNER_OF, depth: 1 };

const aggregates = new Map<string, Aggregate>([
  ['system', ofParts],
  ['domain', ofParts],
  ['group', ofOwned],
]);

/** @internal */
interface CollectPartsOptions {
  /** Of a kind that `isAggregate`. */
  entity: Entity;
  reader: CatalogReader;
  credentials: BackstageCredentials;
}

/** @internal */
interface CollectedParts {
  parts: Entity[];
  /** What was left out, and why. */
  problems: SentryProblem[];
}

/**
 * The annotated entities that belong to a system, domain or group and that the caller may
 * read. One with an annotation of its own speaks for itself, whatever it holds.
 */
export async function collectParts(
  options: CollectPartsOptions,
): Promise<CollectedParts> {
  const { entity, reader, credentials } = options;
  const { relation, depth } = aggregateOfKind(entity) ?? ofParts;
  const parts: Entity[] = [];
  const ref = stringifyEntityRef(entity);
  const seen = new Set([ref]);
  let level = [entity];
  let read = 0;
  let found = 0;

  for (let step = 0; step < depth && level.length; step += 1) {
    const refs = level
      .flatMap(holder => refsOf(holder, relation))
      .filter(target => !seen.has(target) && seen.add(target));
    const chosen = refs.slice(0, MAX_READ - read);
    found += refs.length;
    read += chosen.length;
    const held = await reader.readEntities(chosen, credentials, {
      // Of the last level the others lead nowhere.
      annotated: step + 1 === depth,
    });
    parts.push(...held.filter(isSentryAvailable));
    level = held.filter(part => !isSentryAvailable(part));
  }
  return {
    parts,
    problems: found > read ? [tooManyEntities(ref, found, read)] : [],
  };
}

/** Whether an entity of that kind speaks for those that belong to it. */
export function isAggregate(entity: Entity): boolean {
  return aggregateOfKind(entity) !== undefined;
}

function aggregateOfKind({ kind }: Entity): Aggregate | undefined {
  return aggregates.get(kind.toLowerCase());
}

function refsOf(entity: Entity, relation: string): string[] {
  return isAggregate(entity)
    ? (entity.relations ?? [])
        .filter(({ type }) => type === relation)
        .map(({ targetRef }) => targetRef.toLowerCase())
    : [];
}

/** What an entity says for itself. */
export function ownAnnotations(entity: Entity): EntityAnnotations | undefined {
  const own = readSentryAnnotations(entity);
  const entityRefs = [stringifyEntityRef(entity)];
  const source = sourceOfEntity(entity);
  return (
    own && {
      ...own,
      refs: own.refs.map(ref => ({
        ...ref,
        entityRefs,
        ...(source && { source }),
      })),
    }
  );
}

/**
 * What is kept of an entity that names no project itself: the projects of all that belong
 * to it, with the default environments and query of its own. Those of the parts
 * hold for the parts alone. Each part is read by itself, so that none can crowd out
 * the others, and its problems say whose they are.
 *
 * @param options - `entity`: whose filters hold, if anybody's; `parts`: those that the
 *   caller was let in to; `problems`: what was left out of them
 */
export function aggregateOf(options: {
  ref: string;
  entity?: Entity;
  parts: Entity[];
  problems: SentryProblem[];
}): SentryEntity {
  const { ref: entityRef, entity } = options;
  // The catalog finds those too whose annotation is blank.
  const parts = options.parts.filter(isSentryAvailable);
  if (!parts.length) {
    return { ref: entityRef };
  }
  const refs = new Map<string, EntityProjectRef>();
  const problems: SentryProblem[] = [];
  for (const part of parts) {
    const partRef = stringifyEntityRef(part);
    const annotation =
      part.metadata.annotations?.[SENTRY_PROJECT_SLUG_ANNOTATION] ?? '';
    const read = parseSentryProjectAnnotation(annotation);
    for (const ref of read.refs) {
      const known = refs.get(ref.ref);
      refs.set(ref.ref, {
        ...ref,
        entityRefs: [...(known?.entityRefs ?? []), partRef],
        ...commonSource(known, part),
      });
    }
    problems.push(...read.problems.map(problem => of(partRef, problem)));
  }
  const {
    environments = [],
    query,
    problems: own = [],
  } = entity ? readSentryFilterAnnotations(entity) : {};
  return {
    ref: entityRef,
    annotations: {
      refs: [...refs.values()],
      problems: [...own, ...options.problems, ...problems],
      environments,
      ...(query !== undefined && { query }),
    },
    parts: parts.map(toPart),
  };
}

/**
 * What is kept of an entity that another one speaks for. It is shown as the catalog shows it: by
 * its title, or by its name as written, which the ref has in lower case.
 */
export function toPart(entity: Entity): EntityPart {
  const ref = stringifyEntityRef(entity);
  const { name } = entity.metadata;
  const written = ref.endsWith(`/${name}`) ? undefined : name;
  const title = entity.metadata.title?.trim() || written;
  return { ref, ...(title && { title }) };
}

function of(partRef: string, problem: SentryProblem): SentryProblem {
  return { ...problem, message: `${partRef}: ${problem.message}` };
}

/**
 * The same projects, each in the name of those of the holders that own an entity of it
 * instead of that entity.
 *
 * @param entities - those that the projects are of
 */
export function inTheNameOf(
  holders: EntityPart[],
  aggregate: SentryEntity,
  entities: Entity[],
): SentryEntity {
  const { annotations } = aggregate;
  if (!annotations) {
    return aggregate;
  }
  const refs = new Set(holders.map(({ ref }) => ref));
  const owners = new Map(
    entities.map(entity => [
      stringifyEntityRef(entity),
      (entity.relations ?? [])
        .filter(({ type }) => type === RELATION_OWNED_BY)
        .map(({ targetRef }) => targetRef.toLowerCase())
        .filter(ref => refs.has(ref)),
    ]),
  );
  return {
    ...aggregate,
    annotations: {
      ...annotations,
      refs: annotations.refs.map(ref => ({
        ...ref,
        entityRefs: [
          ...new Set(ref.entityRefs.flatMap(one => owners.get(one) ?? [])),
        ],
      })),
    },
    parts: holders,
  };
}
