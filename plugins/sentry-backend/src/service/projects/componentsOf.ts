import {
  sentryProjectName,
  type SentryComponent,
} from 'backstage-plugin-sentry-common';
import type { EntityPart } from '../../access';
import type { ResolvedEntry } from './types';

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
