import type {
  SentryRelease,
  SentryReleaseHealth,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  toSentryRelease,
  type SentryReleaseSessions,
} from 'backstage-plugin-sentry-node';
import type { Source } from '../projects';

/** The releases of a source, with their health where Sentry tells any of it. */
export async function loadSourceReleases(
  source: Source,
): Promise<SentryRelease[]> {
  const { client, organization, instance, projects } = source;
  const scope = { project: projects.map(({ id }) => id) };
  const [releases, sessions] = await Promise.all([
    client.listReleases(organization, scope),
    extra(client.releaseSessions(organization, scope)),
  ]);
  const all = sessions.reduce((sum, one) => sum + one.sessions, 0);
  return releases.flatMap(raw => {
    const release = toSentryRelease(raw, {
      instance: instance.name,
      baseUrl: instance.baseUrl,
      organization,
      projects,
    });
    if (!release) {
      return [];
    }
    const of = sessions.find(({ version }) => version === release.version);
    return [of ? { ...release, health: healthOf(of, all) } : release];
  });
}

function healthOf(
  { version: _, ...of }: SentryReleaseSessions,
  all: number,
): SentryReleaseHealth {
  return {
    ...of,
    ...(all > 0 && { adoption: Math.round((of.sessions / all) * 1e4) / 1e4 }),
  };
}

/** Sessions are an extra, for which many tokens lack the scope. */
async function extra(
  sessions: Promise<SentryReleaseSessions[]>,
): Promise<SentryReleaseSessions[]> {
  try {
    return await sessions;
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return [];
    }
    throw error;
  }
}
