import type { Entity } from '@backstage/catalog-model';
import {
  SENTRY_PROJECT_SLUG_ANNOTATION,
  readSentryAnnotations,
  type SentryAnnotations,
} from 'backstage-plugin-sentry-common';

/**
 * The annotations of a system or domain that names no project itself: the
 * projects of all its parts, with the default environments and query of its own.
 * Those of the parts hold for the parts alone.
 */
export function aggregateAnnotations(
  entity: Entity,
  parts: Entity[],
): SentryAnnotations | undefined {
  if (!parts.length) {
    return undefined;
  }
  const projects = parts
    .map(part => part.metadata.annotations?.[SENTRY_PROJECT_SLUG_ANNOTATION])
    .join(',');
  return readSentryAnnotations({
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [SENTRY_PROJECT_SLUG_ANNOTATION]: projects,
      },
    },
  });
}
