import { InputError } from '@backstage/errors';
import {
  sentryProjectName,
  type SentryProject,
} from 'backstage-plugin-sentry-common';
import { fullName } from './fullName';
import type { ResolvedEntry } from './types';

/**
 * Those of the entity's entries that were asked for, by slug, by id, as an annotation
 * may write them or, which can mean one alone, in full.
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
    ...(entry.problem ? [] : namesOf(entry.project)),
  ];
}

function namesOf(project: SentryProject): string[] {
  const { instance, organization, slug, id } = project;
  return [
    slug,
    id,
    fullName(project),
    sentryProjectName(project),
    // What an annotation means where it names no instance.
    ...(instance === 'default'
      ? [`${organization}/${slug}`, `${organization}/${id}`]
      : []),
  ];
}
