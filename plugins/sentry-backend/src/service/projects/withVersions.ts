import { cacheKey, type ChangeLog } from '../../cache';
import type { ResolvedProjects } from './types';

/** Says of the sources, and of all of them together, which change of their issues was the last. */
export async function withVersions(
  projects: ResolvedProjects,
  changes: ChangeLog,
): Promise<ResolvedProjects> {
  const versions = await Promise.all(
    projects.sources.map(({ instance, organization, projects: all }) =>
      changes.versionOf({
        baseUrl: instance.baseUrl,
        organization,
        projects: all.map(({ id }) => id),
      }),
    ),
  );
  if (versions.every(version => version === undefined)) {
    return projects;
  }
  return {
    ...projects,
    sources: projects.sources.map((source, index) => ({
      ...source,
      version: versions[index],
    })),
    key: cacheKey('versions', [
      projects.key,
      versions.map(version => version ?? null),
    ]),
  };
}
