import type {
  SentryProject,
  SentryRelease,
  SentryReleaseHealth,
} from 'backstage-plugin-sentry-common';
import type { SentryReleaseSessions } from 'backstage-plugin-sentry-node';
import { sum, sumOfAll } from '../../answers/answerFrom';

/**
 * How a release does in those projects that it is one of; absent where none of them tells.
 * Its adoption is its share of the sessions of these projects, and of no others. Of several
 * projects, users count once in each.
 *
 * @param sessions - of all releases
 * @param projects - those that were asked about
 */
export function releaseHealth(
  release: Pick<SentryRelease, 'version' | 'projects'>,
  sessions: SentryReleaseSessions[],
  projects: SentryProject[],
): SentryReleaseHealth | undefined {
  const ids = projects
    .filter(({ slug }) => release.projects.includes(slug))
    .map(({ id }) => id);
  const ofIts = sessions.filter(({ project }) => ids.includes(project));
  const own = ofIts.filter(({ version }) => version === release.version);
  if (!own.length) {
    return undefined;
  }
  // A project where nobody uses the release is one of them, too.
  const whole = new Map(ofIts.map(one => [one.project, one.ofProject]));
  const count = sum(own.map(one => one.sessions));
  const users = sumOfAll(own.map(one => one.users));
  const adoption = shareOf(count, sumOfAll([...whole.values()]));
  const crashFreeSessions = meanOf(
    own.map(one => [one.crashFreeSessions, one.sessions]),
  );
  const crashFreeUsers = meanOf(
    own.map(one => [one.crashFreeUsers, one.users]),
  );
  return {
    sessions: count,
    ...(users !== undefined && { users }),
    ...(crashFreeSessions !== undefined && { crashFreeSessions }),
    ...(crashFreeUsers !== undefined && { crashFreeUsers }),
    ...(adoption !== undefined && { adoption }),
  };
}

function shareOf(part: number, whole: number | undefined): number | undefined {
  // Two calls count: what began between them is in one alone.
  return whole
    ? Math.min(1, Math.round((part / whole) * 1e4) / 1e4)
    : undefined;
}

/** Each rate weighs as much as what it was counted over. */
function meanOf(
  rates: [rate: number | undefined, weight: number | undefined][],
): number | undefined {
  const told = rates.flatMap(([rate, weight]) =>
    rate !== undefined && weight ? [{ rate, weight }] : [],
  );
  const whole = sum(told.map(({ weight }) => weight));
  return whole
    ? sum(told.map(({ rate, weight }) => rate * weight)) / whole
    : undefined;
}
