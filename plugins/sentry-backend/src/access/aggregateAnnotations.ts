import type { Entity } from '@backstage/catalog-model';
import {
  SENTRY_PROJECT_SLUG_ANNOTATION,
  readSentryAnnotations,
  type SentryAnnotations,
} from 'backstage-plugin-sentry-common';

/**
 * The annotations of a system or domain that names no project itself: the
 * projects of all its parts, with the default environments and query of its own.
 * Those of the parts hold for the parts alone. Each part is read by itself, so that
 * none can crowd out the others.
 */
export function aggregateAnnotations(
  entity: Entity,
  parts: Entity[],
): SentryAnnotations | undefined {
  const read = parts.flatMap(part => annotated(entity, part) ?? []);
  if (!read.length) {
    return undefined;
  }
  const refs = new Map(
    read.flatMap(part => part.refs).map(ref => [ref.ref, ref]),
  );
  const problems = new Map(
    read
      .flatMap(part => part.problems)
      .map(problem => [problem.message, problem]),
  );
  return {
    ...read[0],
    refs: [...refs.values()],
    problems: [...problems.values()],
  };
}

/** What the entity would say with the projects of that part. */
function annotated(entity: Entity, part: Entity) {
  const projects = part.metadata.annotations?.[SENTRY_PROJECT_SLUG_ANNOTATION];
  return readSentryAnnotations({
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        ...(projects !== undefined && {
          [SENTRY_PROJECT_SLUG_ANNOTATION]: projects,
        }),
      },
    },
  });
}
