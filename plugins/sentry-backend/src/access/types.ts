import type {
  SentryAnnotations,
  SentryProjectRef,
} from 'backstage-plugin-sentry-common';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import type { EntitySource } from './aggregate';

/** An entry of an annotation, with the entities that have it. */
export interface EntityProjectRef extends SentryProjectRef {
  entityRefs: string[];
  /** Where their source is; absent where they have none, or not the same. */
  source?: EntitySource;
}

/** What an entity says about Sentry, or its parts do for it. */
export interface EntityAnnotations extends SentryAnnotations {
  refs: EntityProjectRef[];
}

/** An entity that another one speaks for. */
export interface EntityPart {
  ref: string;
  /** As the catalog shows it; absent where that is the name in `ref`. */
  title?: string;
}

/** What is kept of an entity that the caller may see the issues of. */
export interface SentryEntity {
  /** `kind:namespace/name`, in lower case. */
  ref: string;
  /** Absent where neither the entity nor any of its parts names a project. */
  annotations?: EntityAnnotations;
  /** Whose annotations these are, where they are not the entity's own: those that the caller was let in to. */
  parts?: EntityPart[];
  /**
   * Refs of those of the parts that are the caller's own, where others stand beside them: of
   * these only what is assigned to the caller is their business.
   */
  own?: string[];
}

/** A caller who was let in to an entity. Nothing asks Sentry without one. */
export interface AuthorizedEntity {
  entity: SentryEntity;
  caller: SentryCaller;
}
