import type {
  SentryProject,
  SentryRelease,
} from 'backstage-plugin-sentry-common';
import { countOf, fieldsOf, listOf, plainOf } from '../event/read';
import { compact, toIsoDate } from '../fields';
import { toReleaseRef } from './toReleaseRef';

/**
 * Turns a release of Sentry's list into the one that leaves the backend, as far as it is one
 * of the projects given. Authors and commits stay behind.
 *
 * @returns `undefined` for what has no version
 * @public
 */
export function toSentryRelease(
  raw: unknown,
  context: {
    instance: string;
    baseUrl: string;
    organization: string;
    projects: SentryProject[];
  },
): SentryRelease | undefined {
  const release = toReleaseRef(raw, context);
  if (!release) {
    return undefined;
  }
  const { projects, newGroups, dateReleased } = fieldsOf(raw);
  const of = listOf(projects).map(fieldsOf);
  const ids = of.map(({ id }) => plainOf(id));
  const ours = context.projects.filter(({ id }) => ids.includes(id));
  return compact<SentryRelease>({
    ...release,
    instance: context.instance,
    organization: context.organization,
    projects: ours.map(({ slug }) => slug),
    dateReleased: toIsoDate(plainOf(dateReleased)),
    // Of all projects; that of ours alone is told with each.
    newIssues:
      of.length && of.every(one => countOf(one.newGroups) !== undefined)
        ? of
            .filter(({ id }) => ours.some(one => one.id === plainOf(id)))
            .reduce((sum, one) => sum + (countOf(one.newGroups) ?? 0), 0)
        : countOf(newGroups),
  });
}
