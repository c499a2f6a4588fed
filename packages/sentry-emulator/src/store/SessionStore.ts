import type { TimeRange } from './types';

/** The kinds of sessions of release health. */
export const sessionStatuses = [
  'healthy',
  'errored',
  'crashed',
  'abnormal',
  'unhandled',
] as const;

export type SessionStatus = (typeof sessionStatuses)[number];

/** Sessions of the same release, environment, user and beginning. */
export interface SessionCounts {
  readonly projectId: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly release?: string;
  readonly environment?: string;
  /** The SDK's id of the user, or of the device. */
  readonly user?: string;
  readonly counts: Readonly<Partial<Record<SessionStatus, number>>>;
}

/** The sessions that SDKs have sent. */
export class SessionStore {
  readonly #byProject = new Map<string, SessionCounts[]>();
  /** By project and session id: an update replaces what was sent before. */
  readonly #indexes = new Map<string, number>();

  add(counts: SessionCounts): void {
    this.#listOf(counts.projectId).push(counts);
  }

  /** What an SDK says of one session, the last word counting. */
  update(sessionId: string, counts: SessionCounts): void {
    const key = `${counts.projectId} ${sessionId}`;
    const list = this.#listOf(counts.projectId);
    const index = this.#indexes.get(key);
    if (index === undefined) {
      this.#indexes.set(key, list.push(counts) - 1);
    } else {
      list[index] = { ...list[index], counts: counts.counts };
    }
  }

  has(projectId: string): boolean {
    return this.#listOf(projectId).length > 0;
  }

  within(projectId: string, range: TimeRange): SessionCounts[] {
    return this.#listOf(projectId).filter(
      ({ started }) => started >= range.from && started < range.to,
    );
  }

  #listOf(projectId: string): SessionCounts[] {
    const list = this.#byProject.get(projectId) ?? [];
    this.#byProject.set(projectId, list);
    return list;
  }
}

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
