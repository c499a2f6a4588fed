import { SentryApiError } from '../errors';
import { sessionStatuses, type SessionCounts } from '../../store/SessionStore';
import { countOf, ofStatus } from '../../store/sessionTotals';

/** Sessions that have what they are grouped by in common. */
export interface SessionGroup {
  readonly by: Record<string, string | number>;
  readonly rows: SessionCounts[];
}

type Part = (row: SessionCounts) => string | number;

const parts: Record<string, Part> = {
  project: ({ projectId }) => Number(projectId),
  release: ({ release }) => release ?? '',
  environment: ({ environment }) => environment ?? '',
  'session.status': ({ counts }) => Object.keys(counts)[0],
};

const statusName = 'session.status';

export function readGroupBy(query: URLSearchParams): string[] {
  const names = [...new Set(query.getAll('groupBy'))];
  for (const name of names) {
    if (!Object.hasOwn(parts, name)) {
      throw SentryApiError.badRequest(`Invalid groupBy: "${name}"`);
    }
  }
  return names;
}

/** Without names all sessions are one group, be there any or not. */
export function groupSessions(
  rows: readonly SessionCounts[],
  names: readonly string[],
): SessionGroup[] {
  const groups = new Map<string, SessionGroup>();
  if (names.length === 0) {
    groups.set('[]', { by: {}, rows: [] });
  }
  const single = names.includes(statusName)
    ? rows.flatMap(row => sessionStatuses.map(status => ofStatus(row, status)))
    : rows;
  for (const row of single) {
    if (countOf(row.counts) === 0) {
      continue;
    }
    const values = names.map(name => parts[name](row));
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? {
      by: Object.fromEntries(names.map((name, index) => [name, values[index]])),
      rows: [],
    };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}
