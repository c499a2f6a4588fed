import type {
  SentryProject,
  SentryRelease,
  SentryReleaseHealth,
} from 'backstage-plugin-sentry-common';
import type { SentryReleaseSessions } from 'backstage-plugin-sentry-node';

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
  const count = sumOf(own.map(one => one.sessions));
  const users = sumOf(own.map(one => one.users));
  const adoption = shareOf(count, sumOf([...whole.values()]));
  const crashFreeSessions = meanOf(
    own.map(one => [one.crashFreeSessions, one.sessions]),
  );
  const crashFreeUsers = meanOf(
    own.map(one => [one.crashFreeUsers, one.users]),
  );
  return {
    ...(count !== undefined && { sessions: count }),
    ...(users !== undefined && { users }),
    ...(crashFreeSessions !== undefined && { crashFreeSessions }),
    ...(crashFreeUsers !== undefined && { crashFreeUsers }),
    ...(adoption !== undefined && { adoption }),
  };
}

/** Unknown where a part is. */
function sumOf(parts: (number | undefined)[]): number | undefined {
  return parts.reduce(
    (sum, part) =>
      sum === undefined || part === undefined ? undefined : sum + part,
    0,
  );
}

function shareOf(
  part: number | undefined,
  whole: number | undefined,
): number | undefined {
  // Two calls count: what began between them is in one alone.
  return part !== undefined && whole
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
  const whole = told.reduce((sum, { weight }) => sum + weight, 0);
  return whole
    ? told.reduce((sum, { rate, weight }) => sum + rate * weight, 0) / whole
    : undefined;
}
