import type {
  SentryAnnotations,
  SentryProblem,
  SentryProjectRef,
  SentrySourceRoot,
} from 'backstage-plugin-sentry-common';
import type { SentryCaller } from 'backstage-plugin-sentry-node';

/** Where the source code of an entity is. */
export interface EntitySource {
  /** URL of a directory, by http or https. */
  location: string;
  roots: SentrySourceRoot[];
  problems: SentryProblem[];
}

/** An entry of an annotation, with the entities that have it. */
export interface EntityProjectRef extends SentryProjectRef {
  entityRefs: string[];
  /** Where their source code is; absent where they have none, or not the same. */
  source?: EntitySource;
}

/** The Sentry annotations of an entity, or of its parts. */
export interface EntityAnnotations extends SentryAnnotations {
  refs: EntityProjectRef[];
}

/** An entity that an aggregate includes. */
export interface EntityPart {
  ref: string;
  /** As the catalog shows it; absent where that is the name in `ref`. */
  title?: string;
}

/** What is kept of an entity whose issues the caller may read. */
export interface SentryEntity {
  /** `kind:namespace/name`, in lower case. */
  ref: string;
  /**
   * Identifies the access decision that this comes from; the same as long as that is
   * remembered. Absent where nothing about it may be kept.
   */
  decisionId?: string;
  /** Absent where neither the entity nor any of its parts names a project. */
  annotations?: EntityAnnotations;
  /** The entities with these annotations that the caller may read, where they are not the entity's own. */
  parts?: EntityPart[];
  /**
   * Refs of the parts that the caller owns, where others are included too: of the others
   * only what is assigned to the caller counts.
   */
  own?: string[];
}

/** An entity and the caller who may read its issues. Sentry is asked for nothing without one. */
export interface AuthorizedEntity {
  entity: SentryEntity;
  caller: SentryCaller;
}
