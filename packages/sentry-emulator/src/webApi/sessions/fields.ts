import { SentryApiError } from '../errors';
import { totalsOf, type SessionTotals } from '../../store/sessionTotals';
import type { SessionCounts } from '../../store/SessionStore';

/** A total that can be asked for; nothing where there were no sessions. */
type Field = (totals: SessionTotals) => number | null;

const fields: Record<string, Field> = {
  'sum(session)': ({ sessions }) => sessions,
  'count_unique(user)': ({ users }) => users,
  'crash_rate(session)': crashedSessions,
  'crash_rate(user)': crashedUsers,
  'crash_free_rate(session)': totals => rest(crashedSessions(totals)),
  'crash_free_rate(user)': totals => rest(crashedUsers(totals)),
};

/** What is asked for, each as a question to sessions. */
export function readFields(
  query: URLSearchParams,
): Map<string, (rows: readonly SessionCounts[]) => number | null> {
  const names = query.getAll('field');
  if (names.length === 0) {
    throw SentryApiError.badRequest('Request is missing a "field"');
  }
  return new Map(
    names.map(name => {
      if (!Object.hasOwn(fields, name)) {
        throw SentryApiError.badRequest(`Invalid field: "${name}"`);
      }
      return [name, rows => fields[name](totalsOf(rows))];
    }),
  );
}

/** Rates are of all sessions, so that they can't be told for one status. */
export function isRate(field: string): boolean {
  return field.startsWith('crash_');
}

function crashedSessions(totals: SessionTotals): number | null {
  return totals.sessions === 0
    ? null
    : totals.crashedSessions / totals.sessions;
}

function crashedUsers(totals: SessionTotals): number | null {
  return totals.users === 0 ? null : totals.crashedUsers / totals.users;
}

function rest(rate: number | null): number | null {
  return rate === null ? null : 1 - rate;
}
