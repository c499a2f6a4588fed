import { InputError } from '@backstage/errors';
import type { ResolvedEntry } from './types';

/**
 * Those of the entity's entries that were asked for, by slug, id or as the
 * annotation writes them.
 *
 * @throws InputError for a project that is not the entity's
 */
export function selectEntries(
  entries: ResolvedEntry[],
  wanted: string[],
): ResolvedEntry[] {
  for (const name of wanted) {
    if (!entries.some(entry => names(entry).includes(name))) {
      throw new InputError(
        `Query parameter \`project\`: \`${name}\` is not a project of this entity`,
      );
    }
  }
  return entries.filter(entry =>
    names(entry).some(name => wanted.includes(name)),
  );
}

function names(entry: ResolvedEntry): string[] {
  return [
    entry.ref.ref,
    entry.ref.project,
    ...(entry.problem ? [] : [entry.project.slug, entry.project.id]),
  ];
}
