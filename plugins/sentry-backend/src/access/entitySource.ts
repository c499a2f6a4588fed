import type { Entity } from '@backstage/catalog-model';
import {
  readSentrySourceRoots,
  type SentryProblem,
  type SentrySourceRoot,
} from 'backstage-plugin-sentry-common';

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
