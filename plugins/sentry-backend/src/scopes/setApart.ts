import { sentryProjectName } from 'backstage-plugin-sentry-common';
import { cacheKey } from '../answers/keys';
import { groupSources, sourceOf } from './groupSources';
import type { ResolvedEntry, ResolvedProjects } from './types';

/**
 * The same projects, those of the caller's own entities in sources of their own and all others
 * in sources beside these: each part of an organization is asked in its own way. A project of
 * both is an own one alone. Where the caller is nobody in Sentry, which concerns others'
 * projects only by being assigned to the caller, is not told of these.
 *
 * @param options - `own`: refs of the caller's own entities; `all`: every entry, be it asked
 *   about or not: under another name a project may be an own one
 */
export function setApart(
  projects: ResolvedProjects,
  options: { own: string[]; all: ResolvedEntry[] },
): ResolvedProjects {
  const refs = new Set(options.own);
  const isOwn = ({ ref }: ResolvedEntry) =>
    ref.entityRefs.some(one => refs.has(one));
  const names = new Set(
    options.all.flatMap(entry =>
      !entry.problem && isOwn(entry) ? sentryProjectName(entry.project) : [],
    ),
  );
  const own: ResolvedEntry[] = [];
  const others: ResolvedEntry[] = [];
  for (const entry of projects.entries) {
    const isListed = entry.problem
      ? isOwn(entry)
      : names.has(sentryProjectName(entry.project));
    (isListed ? own : others).push(entry);
  }
  const untold = new Set(
    others.flatMap(({ problem }) =>
      problem?.code === 'NOT_CONNECTED' ? problem : [],
    ),
  );
  const sources = [
    ...groupSources(own),
    ...groupSources(others).map(source =>
      sourceOf({ ...source, id: `${source.id}:assigned`, isOthers: true }),
    ),
  ];
  return {
    ...projects,
    sources,
    problems: projects.problems.filter(problem => !untold.has(problem)),
    key: cacheKey('apart', [
      projects.key,
      sources.map(({ id, key }) => [id, key]),
    ]),
  };
}
