import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_HAS_PART,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { SENTRY_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-sentry-common';
import type { CatalogReader } from './CatalogReader';

// A domain may hold domains that hold systems that hold components.
const MAX_DEPTH = 4;
const MAX_PARTS = 1_000;

/** The kinds that speak for their parts, and the relation to these. */
const aggregates: Record<string, string> = {
  system: RELATION_HAS_PART,
  domain: RELATION_HAS_PART,
};

/** @internal */
export interface CollectPartsOptions {
  entity: Entity;
  reader: CatalogReader;
  credentials: BackstageCredentials;
}

/**
 * The annotated parts of a system or domain that the caller may read. A part with an
 * annotation of its own speaks for itself, whatever it holds.
 */
export async function collectParts(
  options: CollectPartsOptions,
): Promise<Entity[]> {
  const { entity, reader, credentials } = options;
  const found: Entity[] = [];
  const seen = new Set([stringifyEntityRef(entity)]);
  let level = [entity];

  for (let depth = 0; depth < MAX_DEPTH && level.length; depth += 1) {
    const refs = level
      .flatMap(partRefs)
      .filter(ref => !seen.has(ref) && seen.add(ref))
      .slice(0, MAX_PARTS - found.length);
    const parts = await reader.readEntities(refs, credentials);
    found.push(...parts.filter(isAnnotated));
    level = parts.filter(part => !isAnnotated(part));
  }
  return found;
}

/** Whether an entity of that kind speaks for its parts. */
export function isAggregate(entity: Entity): boolean {
  return Object.hasOwn(aggregates, entity.kind.toLowerCase());
}

function partRefs(entity: Entity): string[] {
  if (!isAggregate(entity)) {
    return [];
  }
  const relation = aggregates[entity.kind.toLowerCase()];
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => targetRef.toLowerCase());
}

function isAnnotated(entity: Entity): boolean {
  return (
    entity.metadata.annotations?.[SENTRY_PROJECT_SLUG_ANNOTATION] !== undefined
  );
}
