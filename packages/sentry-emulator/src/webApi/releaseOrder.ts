import { oneDay } from '../store/escalation';
import { createdAtOf } from '../store/ReleaseStore';
import { totalsOf, type SessionTotals } from '../store/sessionTotals';
import { compareSemantic } from '../store/version';
import { SentryApiError } from './errors';
import type { StoredRelease } from '../store/releaseTypes';
import type { EmulatorProject } from '../types';
import type { ApiContext } from './types';

type Compare = (a: StoredRelease, b: StoredRelease) => number;

/** Those that were added last first, or the greatest of what sessions of the last day tell. */
export function readReleaseOrder(
  query: URLSearchParams,
  projects: EmulatorProject[],
  context: ApiContext,
): Compare {
  const byDate: Compare = (a, b) => createdAtOf(b) - createdAtOf(a);
  const byHealth = (score: (totals: SessionTotals) => number): Compare => {
    if (query.get('flatten') !== '1') {
      throw SentryApiError.badRequest(
        'sorting by crash statistics requires flattening (flatten=1)',
      );
    }
    const scores = healthOf(projects, context);
    const of = ({ version }: StoredRelease) =>
      score(scores.get(version) ?? totalsOf([]));
    return (a, b) => of(b) - of(a) || byDate(a, b);
  };
  switch (query.get('sort') ?? 'date') {
    case 'date':
      return byDate;
    case 'semver':
      return (a, b) => compareSemantic(b.version, a.version) ?? byDate(a, b);
    case 'sessions':
      return byHealth(({ sessions }) => sessions);
    case 'users':
      return byHealth(({ users }) => users);
    case 'crash_free_sessions':
      return byHealth(({ sessions, crashedSessions }) =>
        sessions === 0 ? -1 : 1 - crashedSessions / sessions,
      );
    case 'crash_free_users':
      return byHealth(({ users, crashedUsers }) =>
        users === 0 ? -1 : 1 - crashedUsers / users,
      );
    default:
      throw SentryApiError.badRequest('invalid sort');
  }
}

function healthOf(
  projects: EmulatorProject[],
  context: ApiContext,
): Map<string, SessionTotals> {
  const now = context.now();
  const rows = projects.flatMap(({ id }) =>
    context.store.sessions.within(id, { from: now - oneDay, to: now + 1 }),
  );
  const versions = new Set(rows.flatMap(({ release }) => release ?? []));
  return new Map(
    [...versions].map(version => [
      version,
      totalsOf(rows.filter(({ release }) => release === version)),
    ]),
  );
}
