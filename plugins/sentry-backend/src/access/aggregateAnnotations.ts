import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  isSentryAvailable,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  parseSentryProjectAnnotation,
  readSentryAnnotations,
  readSentryFilterAnnotations,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import { commonSource, sourceOfEntity } from './entitySource';
import type {
  EntityAnnotations,
  EntityPart,
  EntityProjectRef,
  SentryEntity,
} from './types';

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
