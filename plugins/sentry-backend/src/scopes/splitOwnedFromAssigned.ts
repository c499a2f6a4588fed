import { sentryProjectName } from 'backstage-plugin-sentry-common';
import { cacheKey } from '../cache/keys';
import {
  groupScopes,
  scopeOf,
  type ResolvedEntry,
  type ResolvedProjects,
} from './types';

/**
 * Puts the projects of the caller's own entities in scopes of their own, and all others in
 * scopes that are asked only for issues assigned to the caller. A project of both is an own
 * one. Others' entries are left out of the problems where the caller has no Sentry account:
 * nothing there can be assigned to them.
 *
 * @param options - `own`: refs of the caller's own entities; `all`: every entry, also those not
 *   asked about: a project may be an own one under another name
 */
export function splitOwnedFromAssigned(
  resolved: ResolvedProjects,
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
  for (const entry of resolved.entries) {
    const isListed = entry.problem
      ? isOwn(entry)
      : names.has(sentryProjectName(entry.project));
    (isListed ? own : others).push(entry);
  }
  const ignored = new Set(
    others.flatMap(({ problem }) =>
      problem?.code === 'NOT_CONNECTED' ? problem : [],
    ),
  );
  const scopes = [
    ...groupScopes(own),
    ...groupScopes(others).map(scope =>
      scopeOf({ ...scope, id: `${scope.id}:assigned`, isOthers: true }),
    ),
  ];
  return {
    ...resolved,
    scopes,
    problems: resolved.problems.filter(problem => !ignored.has(problem)),
    key: cacheKey('split', [
      resolved.key,
      scopes.map(({ id, key }) => [id, key]),
    ]),
  };
}
