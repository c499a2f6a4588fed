import type { SentryRelease } from 'backstage-plugin-sentry-common';
import { toSentryRelease } from 'backstage-plugin-sentry-node';
import { extra, type WithinEnvironments } from '../answers';
import { placeOf } from '../links';
import type { Source } from '../projects';
import { releaseHealth } from './releaseHealth';

/** The releases of one source, as the cache keeps them. */
export interface SourceReleases extends WithinEnvironments {
  items: SentryRelease[];
}

/**
 * The releases of a source within the environments, with their health where Sentry tells
 * any of it: sessions are an extra, for which many tokens lack the scope.
 */
export async function loadSourceReleases(
  source: Source,
  environment: string[],
): Promise<SourceReleases> {
  const { client, organization, instance, projects } = source;
  const scope = { project: projects.map(({ id }) => id), environment };
  const [releases, sessions = []] = await Promise.all([
    client.listReleases(organization, scope),
    extra(client.releaseSessions(organization, scope)),
  ]);
  return {
    items: releases.flatMap(raw => {
      const release = toSentryRelease(raw, {
        instance: instance.name,
        ...placeOf(source),
        projects,
      });
      const health = release && releaseHealth(release, sessions, projects);
      return release ? [health ? { ...release, health } : release] : [];
    }),
  };
}
