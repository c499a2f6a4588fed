import {
  sentryProjectName,
  type SentryComponent,
  type SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import type { EntityPart } from '../access/types';
import type { ResolvedEntry } from './types';

const OF_ANNOTATION: SentryProblemCode[] = [
  'ANNOTATION_INVALID',
  'PROJECT_NOT_FOUND',
];

/**
 * Which projects each of the entities has, of those that were found; one without any is left
 * out.
 *
 * @param parts - the entities that are spoken for; absent where an entity speaks for itself
 */
export function componentsOf(
  entries: ResolvedEntry[],
  parts: EntityPart[] | undefined,
): SentryComponent[] | undefined {
  if (!parts) {
    return undefined;
  }
  const names = new Map<string, Set<string>>();
  for (const entry of entries) {
    if (!entry.problem) {
      for (const ref of entry.ref.entityRefs) {
        const known = names.get(ref) ?? new Set();
        names.set(ref, known.add(sentryProjectName(entry.project)));
      }
    }
  }
  return parts.flatMap(part => {
    const projects = names.get(part.ref);
    return projects ? { ...part, projects: [...projects] } : [];
  });
}

/** The entry with its problem saying whose annotation it is about, where that is what is wrong. */
export function nameOwners(entry: ResolvedEntry): ResolvedEntry {
  const { problem, ref } = entry;
  if (!problem || !OF_ANNOTATION.includes(problem.code)) {
    return entry;
  }
  const message = `${ref.entityRefs.join(', ')}: ${problem.message}`;
  return { ...entry, problem: { ...problem, message } };
}
