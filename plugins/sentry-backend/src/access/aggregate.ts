import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  isSentryAvailable,
  parseSentryProjectAnnotation,
  readSentryAnnotations,
  readSentryFilterAnnotations,
  readSentrySourceRoots,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { CatalogReader } from './CatalogReader';
import type {
  EntityAnnotations,
  EntityPart,
  EntityProjectRef,
  EntitySource,
  SentryEntity,
} from './types';

const SOURCE_LOCATION_ANNOTATION = 'backstage.io/source-location';
/** The catalog takes any length, and patterns over paths take its square. */
export const MAX_LOCATION = 2_000;
// A group may own thousands of entities; so many of what belongs to an entity are read.
const MAX_READ = 2_000;

/** How an entity of a kind includes others. */
interface Aggregate {
  relation: string;
  /** How many levels of entities without an annotation are followed. */
  depth: number;
}

// A domain may hold domains that hold systems that hold components.
const ofParts: Aggregate = { relation: RELATION_HAS_PART, depth: 4 };
// What a group owns itself, as Backstage's own ownership card counts it: not what its
// child groups own, and not the parts of a system, which others may own.
const ofOwned: Aggregate = { relation: RELATION_OWNER_OF, depth: 1 };

const aggregates = new Map<string, Aggregate>([
  ['system', ofParts],
  ['domain', ofParts],
  ['group', ofOwned],
]);

/** Whether an entity of that kind includes the entities that belong to it. */
export function isAggregate({ kind }: Entity): boolean {
  return aggregates.has(kind.toLowerCase());
}

/**
 * Reads the annotated entities that belong to a system, domain or group, as far as the
 * caller can read them. One with an annotation of its own stands for all that it holds.
 *
 * @param entity - of a kind that `isAggregate`
 * @returns `problems`: what was left out, and why
 */
export async function collectParts(
  entity: Entity,
  reader: CatalogReader,
  credentials: BackstageCredentials,
): Promise<{ parts: Entity[]; problems: SentryProblem[] }> {
  const { relation, depth } =
    aggregates.get(entity.kind.toLowerCase()) ?? ofParts;
  const parts: Entity[] = [];
  const ref = stringifyEntityRef(entity);
  const seen = new Set([ref]);
  let level = [entity];
  let read = 0;
  let found = 0;

  for (let step = 0; step < depth && level.length; step += 1) {
    const refs = level
      .filter(isAggregate)
      .flatMap(holder => targetsOf(holder, relation))
      .filter(target => !seen.has(target) && seen.add(target));
    const chosen = refs.slice(0, MAX_READ - read);
    found += refs.length;
    read += chosen.length;
    const held = await reader.readEntities(chosen, credentials, {
      // The others of the last level are not followed.
      annotated: step + 1 === depth,
    });
    parts.push(...held.filter(isSentryAvailable));
    level = held.filter(part => !isSentryAvailable(part));
  }
  const tooMany: SentryProblem = {
    code: 'ANNOTATION_INVALID',
    message: `${found} entities belong to ${ref}; only the first ${read} were looked at for Sentry projects.`,
    action: 'Look at one of its parts instead.',
  };
  return { parts, problems: found > read ? [tooMany] : [] };
}

/** An entity's own annotations. */
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
 * An entity without an annotation of its own, with the projects of its parts. Default
 * environments and query are its own; those of a part are only for the part. Each part is
 * read by itself, so that none can crowd out the others, and its problems name it.
 *
 * @param options - `entity`: whose filters apply, if any; `parts`: those that the caller may
 *   read; `problems`: what was left out
 */
export function aggregateOf(options: {
  ref: string;
  entity?: Entity;
  parts: Entity[];
  problems: SentryProblem[];
}): SentryEntity {
  const { ref: entityRef, entity } = options;
  // The catalog also finds entities whose annotation is blank.
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
    problems.push(
      ...read.problems.map(problem => ({
        ...problem,
        message: `${partRef}: ${problem.message}`,
      })),
    );
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

/** A part by its ref and as the catalog shows it: by title, or by its name as written. */
export function toPart(entity: Entity): EntityPart {
  const ref = stringifyEntityRef(entity);
  const { name } = entity.metadata;
  const written = ref.endsWith(`/${name}`) ? undefined : name;
  const title = entity.metadata.title?.trim() || written;
  return { ref, ...(title && { title }) };
}

/**
 * The same projects, grouped by their owners instead of by entity.
 *
 * @param owners - those that count; they become the parts
 * @param entities - the parts of the aggregate
 */
export function groupByOwner(
  owners: EntityPart[],
  aggregate: SentryEntity,
  entities: Entity[],
): SentryEntity {
  const { annotations } = aggregate;
  if (!annotations) {
    return aggregate;
  }
  const refs = new Set(owners.map(({ ref }) => ref));
  const ownersOf = new Map(
    entities.map(entity => [
      stringifyEntityRef(entity),
      targetsOf(entity, RELATION_OWNED_BY).filter(ref => refs.has(ref)),
    ]),
  );
  return {
    ...aggregate,
    annotations: {
      ...annotations,
      refs: annotations.refs.map(ref => ({
        ...ref,
        entityRefs: [
          ...new Set(ref.entityRefs.flatMap(one => ownersOf.get(one) ?? [])),
        ],
      })),
    },
    parts: owners,
  };
}

/** Absent where the source code has no web address, such as files of the same machine. */
export function sourceOfEntity(entity: Entity): EntitySource | undefined {
  const location = entity.metadata.annotations?.[SOURCE_LOCATION_ANNOTATION];
  const url = location?.startsWith('url:') ? location.slice(4).trim() : '';
  return url.length <= MAX_LOCATION &&
    /^https?:\/\//i.test(url) &&
    URL.canParse(url)
    ? { location: url, ...readSentrySourceRoots(entity) }
    : undefined;
}

/** The source of a project that several entities have, if all have the same. */
export function commonSource(
  known: { source?: EntitySource } | undefined,
  entity: Entity,
): { source?: EntitySource } {
  const source = sourceOfEntity(entity);
  const isCommon =
    !known || JSON.stringify(known.source) === JSON.stringify(source);
  return isCommon && source ? { source } : {};
}

function targetsOf({ relations = [] }: Entity, relation: string): string[] {
  return relations
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => targetRef.toLowerCase());
}
