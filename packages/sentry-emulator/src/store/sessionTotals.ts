import {
  sessionStatuses,
  type SessionCounts,
  type SessionStatus,
} from './SessionStore';

export interface SessionTotals {
  readonly sessions: number;
  readonly crashedSessions: number;
  readonly erroredSessions: number;
  readonly users: number;
  readonly crashedUsers: number;
}

/** Sessions and users of several; users are counted once, crashed if they ever crashed. */
export function totalsOf(rows: readonly SessionCounts[]): SessionTotals {
  const users = new Set<string>();
  const crashedUsers = new Set<string>();
  let sessions = 0;
  let crashedSessions = 0;
  let erroredSessions = 0;
  for (const { counts, user } of rows) {
    sessions += countOf(counts);
    crashedSessions += counts.crashed ?? 0;
    erroredSessions += (counts.errored ?? 0) + (counts.unhandled ?? 0);
    if (user !== undefined) {
      users.add(user);
      if (counts.crashed) {
        crashedUsers.add(user);
      }
    }
  }
  return {
    sessions,
    crashedSessions,
    erroredSessions,
    users: users.size,
    crashedUsers: crashedUsers.size,
  };
}

/** The part of a row that is of one status. */
export function ofStatus(
  row: SessionCounts,
  status: SessionStatus,
): SessionCounts {
  return { ...row, counts: { [status]: row.counts[status] ?? 0 } };
}

export function countOf(counts: SessionCounts['counts']): number {
  return sessionStatuses.reduce(
    (sum, status) => sum + (counts[status] ?? 0),
    0,
  );
}
