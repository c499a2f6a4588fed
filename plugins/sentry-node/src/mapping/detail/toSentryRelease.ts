import type {
  SentryProject,
  SentryRelease,
} from 'backstage-plugin-sentry-common';
import type {
  RawSentryRelease,
  RawSentryReleaseProject,
} from '../../client/types';
import { countOf } from '../read';
import { compact, toIsoDate } from '../fields';
import type { SentryPlace } from '../sentryLinks';
import { toReleaseRef } from '../toReleaseRef';

/**
 * Turns a release of Sentry's list into the one that leaves the backend, as far as it is one
 * of the projects given. Authors and commits stay behind.
 *
 * @returns `undefined` where its version is none that Sentry would take
 * @public
 */
export function toSentryRelease(
  raw: RawSentryRelease,
  context: SentryPlace & { instance: string; projects: SentryProject[] },
): SentryRelease | undefined {
  const release = toReleaseRef(raw, context);
  if (!release) {
    return undefined;
  }
  const { newGroups, dateReleased } = raw;
  const projects = raw.projects ?? [];
  const ids = projects.map(({ id }) => id);
  const ours = context.projects.filter(({ id }) => ids.includes(id));
  // What is told of the release as a whole is of all its projects.
  const isOurs = ids.every(id => ours.some(one => one.id === id));
  return compact<SentryRelease>({
    ...release,
    instance: context.instance,
    organization: context.organization,
    projects: ours.map(({ slug }) => slug),
    dateReleased: toIsoDate(dateReleased),
    newIssues:
      newIssuesOf(ours, projects) ?? (isOurs ? countOf(newGroups) : undefined),
  });
}

/** In our projects; `undefined` where that is not told of each. */
function newIssuesOf(
  ours: SentryProject[],
  all: RawSentryReleaseProject[],
): number | undefined {
  const counts = all
    .filter(({ id }) => ours.some(one => one.id === id))
    .map(one => countOf(one.newGroups));
  return counts.length && counts.every(count => count !== undefined)
    ? counts.reduce((sum, count) => sum + count, 0)
    : undefined;
}
