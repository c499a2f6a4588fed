import type { RawRelease } from '../releaseSchema';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import { countOf } from '../read';
import { compact, toIsoDate } from '../fields';
import type { MappingContext } from '../sentryLinks';
import { toReleaseRef } from '../toReleaseRef';

/**
 * Turns a release of Sentry's list into the one that leaves the backend, as far as it is one
 * of the projects given. Authors and commits stay behind.
 *
 * @param asked - ids of these projects
 * @returns `undefined` where its version is none that Sentry would take
 */
export function toSentryRelease(
  raw: RawRelease,
  context: MappingContext,
  asked: string[],
): SentryRelease | undefined {
  const release = toReleaseRef(raw, context);
  if (!release) {
    return undefined;
  }
  const { newGroups, dateReleased } = raw;
  const projects = raw.projects ?? [];
  const ours = asked.flatMap(
    id => projects.find(project => project.id === id) ?? [],
  );
  // What is told of the release as a whole is of all its projects.
  const isOurs = projects.every(({ id }) => id && asked.includes(id));
  return compact<SentryRelease>({
    ...release,
    instance: context.instance,
    organization: context.organization,
    projects: ours.map(({ id, slug }) => slug || `${id}`),
    dateReleased: toIsoDate(dateReleased),
    newIssues: newIssuesOf(ours) ?? (isOurs ? countOf(newGroups) : undefined),
  });
}

/** In our projects; `undefined` where that is not told of each. */
function newIssuesOf(ours: NonNullable<RawRelease['projects']>): number | undefined {
  const counts = ours.map(one => countOf(one.newGroups));
  return counts.length && counts.every(count => count !== undefined)
    ? counts.reduce((sum, count) => sum + count, 0)
    : undefined;
}
