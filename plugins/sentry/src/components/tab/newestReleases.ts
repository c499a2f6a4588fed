import type { SentryRelease } from 'backstage-plugin-sentry-common';

/** As many as are taken in at a glance. */
const mostShown = 3;

/**
 * The newest release of each project whose program sends sessions.
 *
 * @param releases - the newest first
 */
export function newestReleases(releases: SentryRelease[]): SentryRelease[] {
  const newestOf = new Map<string, SentryRelease>();
  const healthy = new Set<string>();
  for (const release of releases) {
    const project = projectOf(release);
    if (!newestOf.has(project)) {
      newestOf.set(project, release);
    }
    if (release.health?.sessions) {
      healthy.add(project);
    }
  }
  return [...newestOf]
    .filter(([project]) => healthy.has(project))
    .map(([, release]) => release)
    .slice(0, mostShown);
}

function projectOf({ instance, organization, projects }: SentryRelease) {
  return [instance, organization, ...projects].join('/');
}
