import {
  type SentryProjectEntry,
  type SentryProjectName,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';

/** A project of an entity that was found. */
export type ResolvedProject = Extract<
  SentryProjectEntry,
  { problem?: undefined }
>;

/**
 * How a request is told in which project an issue is looked for: by a name that only
 * projects of its place have, where there is one. Undefined where the project is none of
 * the entity's, as far as is known.
 */
export function projectParameter(
  entries: ResolvedProject[],
  project: SentryProjectName,
): string | undefined {
  const entry = entries.find(one => sentryProjectName(one) === project);
  if (!entry) {
    return undefined;
  }
  const isUnmistakable = (name: string) =>
    entries.every(
      one =>
        !namesOf(one).includes(name) ||
        (one.instance === entry.instance &&
          one.organization === entry.organization),
    );
  return [entry.slug, entry.ref, entry.id].find(isUnmistakable) ?? entry.ref;
}

/** Whether a project was found. */
export function isResolved(
  entry: SentryProjectEntry,
): entry is ResolvedProject {
  return entry.problem === undefined;
}

/** All that the backend takes for the project. */
function namesOf({ ref, slug, id }: ResolvedProject): string[] {
  return [ref, ref.split('/').at(-1) ?? ref, slug, id];
}
