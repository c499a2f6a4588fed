import {
  type SentryProjectEntry,
  type SentryProjectName,
  sentryProjectName,
} from 'backstage-plugin-sentry-common';

type Resolved = Extract<SentryProjectEntry, { problem?: undefined }>;

/**
 * How a request is told in which project an issue is looked for: by a name that only
 * projects of its place have, where there is one. Undefined where the project is none of
 * the entity's, as far as is known.
 */
export function projectParameter(
  entries: SentryProjectEntry[],
  project: SentryProjectName,
): string[] | undefined {
  const known = entries.filter(isResolved);
  const entry = known.find(one => sentryProjectName(one) === project);
  if (!entry) {
    return undefined;
  }
  const isUnmistakable = (name: string) =>
    known.every(
      one =>
        !namesOf(one).includes(name) ||
        (one.instance === entry.instance &&
          one.organization === entry.organization),
    );
  return [[entry.slug, entry.ref, entry.id].find(isUnmistakable) ?? entry.ref];
}

function isResolved(entry: SentryProjectEntry): entry is Resolved {
  return entry.problem === undefined;
}

/** All that the backend takes for the project. */
function namesOf({ ref, slug, id }: Resolved): string[] {
  return [ref, ref.split('/').at(-1) ?? ref, slug, id];
}
