import type { Entity } from '@backstage/catalog-model';
import {
  SENTRY_ENVIRONMENT_ANNOTATION,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  SENTRY_QUERY_ANNOTATION,
} from './names';
import {
  parseSentryProjectAnnotation,
  type SentryProjectAnnotation,
} from './parseProjects';

/**
 * Everything an entity says about Sentry.
 *
 * @public
 */
export interface SentryAnnotations extends SentryProjectAnnotation {
  /** Default environments; empty for all. */
  environments: string[];
  /** Default search, where the entity has one. */
  query?: string;
}

/**
 * Whether an entity names Sentry projects, well-formed or not. For conditional
 * cards and tabs.
 *
 * @public
 */
export function isSentryAvailable(entity: Entity): boolean {
  return (
    entity.metadata.annotations?.[SENTRY_PROJECT_SLUG_ANNOTATION] !== undefined
  );
}

/**
 * Reads an entity's Sentry annotations.
 *
 * @returns the annotations, or `undefined` where the entity names no project
 * @public
 */
export function readSentryAnnotations(
  entity: Entity,
): SentryAnnotations | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const projects = annotations[SENTRY_PROJECT_SLUG_ANNOTATION];
  if (projects === undefined) {
    return undefined;
  }
  const query = annotations[SENTRY_QUERY_ANNOTATION]?.trim();
  return {
    ...parseSentryProjectAnnotation(projects),
    environments: (annotations[SENTRY_ENVIRONMENT_ANNOTATION] ?? '')
      .split(',')
      .map(name => name.trim())
      .filter(Boolean),
    ...(query ? { query } : {}),
  };
}
