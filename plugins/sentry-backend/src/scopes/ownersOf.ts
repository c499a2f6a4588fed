import type { SentryProject } from 'backstage-plugin-sentry-common';
import type { ResolvedProjects } from './types';

/** Refs of the entities that a project is one of. */
export function ownersOf(
  { entries }: Pick<ResolvedProjects, 'entries'>,
  { instance, organization, id }: SentryProject,
): string[] {
  return entries.flatMap(entry =>
    !entry.problem &&
    entry.project.id === id &&
    entry.project.instance === instance &&
    entry.project.organization === organization
      ? entry.ref.entityRefs
      : [],
  );
}
