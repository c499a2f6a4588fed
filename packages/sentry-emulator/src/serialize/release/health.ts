import { oneDay } from '../../store/escalation';
import { totalsOf } from '../../store/sessionTotals';
import { rangeBuckets } from '../series';
import type { EmulatorProject } from '../../types';
import type { ApiContext } from '../../webApi/types';

const hour = 3_600_000;

/** What the sessions of the last day tell of a release in a project. Rates are per cent. */
export function serializeHealth(
  version: string,
  { id }: EmulatorProject,
  context: ApiContext,
): Record<string, unknown> {
  const now = context.now();
  const lastDay = { from: now - oneDay, to: now + 1 };
  const everybody = context.store.sessions.within(id, lastDay);
  const rows = everybody.filter(({ release }) => release === version);
  const all = context.store.sessions
    .within(id, { from: -Infinity, to: now + 1 })
    .filter(({ release }) => release === version);
  const mine = totalsOf(rows);
  const project = totalsOf(everybody);
  const orNull = (value: number) => (rows.length > 0 ? value : null);
  const { starts } = rangeBuckets(lastDay, hour);
  return {
    durationP50: null,
    durationP90: null,
    crashFreeUsers: percent(mine.users - mine.crashedUsers, mine.users),
    crashFreeSessions: percent(
      mine.sessions - mine.crashedSessions,
      mine.sessions,
    ),
    totalUsers: orNull(mine.users),
    totalUsers24h: orNull(mine.users),
    totalProjectUsers24h: project.users,
    totalSessions: orNull(mine.sessions),
    totalSessions24h: orNull(mine.sessions),
    totalProjectSessions24h: project.sessions,
    adoption: percent(mine.users, project.users),
    sessionsAdoption: percent(mine.sessions, project.sessions),
    sessionsCrashed: mine.crashedSessions,
    sessionsErrored: mine.erroredSessions,
    hasHealthData: all.length > 0,
    stats: {
      '24h': starts.map(start => [
        start / 1000,
        totalsOf(
          rows.filter(
            ({ started }) => started >= start && started < start + hour,
          ),
        ).sessions,
      ]),
    },
  };
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}
