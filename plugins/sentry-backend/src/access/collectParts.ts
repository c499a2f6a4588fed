import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_HAS_PART,
  RELATION_OWNER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  isSentryAvailable,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { CatalogReader } from './CatalogReader';
import { tooManyEntities } from './problems';

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
export interface CollectPartsOptions {
  /** Of a kind that `isAggregate`. */
  entity: Entity;
  reader: CatalogReader;
  credentials: BackstageCredentials;
}

/** @internal */
export interface CollectedParts {
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
