import type { SentryRelease } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { optional } from '../../answers/answerFrom';
import { type WithinEnvironments } from '../../answers/environments';
import type { ProjectScope } from '../../scopes/types';
import { releaseHealth } from './releaseHealth';

const RELEASE_SCOPES = ['project:releases', 'project:write', 'project:admin'];

/** The releases of one scope, as the cache keeps them. */
export interface SourceReleases extends WithinEnvironments {
  items: SentryRelease[];
}

/**
 * The releases of a scope within the environments, with their health where Sentry tells
 * any of it: sessions are an extra, for which many tokens lack the scope.
 */
export async function loadSourceReleases(
  scope: ProjectScope,
  environment: string[],
): Promise<SourceReleases> {
  const { client, organization, projects } = scope;
  const params = { project: projects.map(({ id }) => id), environment };
  const [releases, sessions = []] = await Promise.all([
    client.listReleases(organization, params),
    optional(client.releaseSessions(organization, params)),
  ]);
  if (!releases.length) {
    await refuseKeyWithoutReleases(scope);
  }
  return {
    items: releases.map(release => {
      const health = releaseHealth(release, sessions, projects);
      return health ? { ...release, health } : release;
    }),
  };
}

/**
 * To a legacy API key without one of these scopes Sentry says that there are no releases.
 *
 * @throws SentryProblemError where the key is known to lack them
 */
async function refuseKeyWithoutReleases({
  client,
  instance,
  organization,
}: ProjectScope): Promise<void> {
  if (instance.authType !== 'api-key') {
    return;
  }
  const { scopes } = (await optional(client.getIndex())) ?? {};
  if (scopes && !RELEASE_SCOPES.some(scope => scopes.includes(scope))) {
    throw new SentryProblemError({
      code: 'SCOPE_MISSING',
      message: `Sentry shows releases only to API keys with the params \`project:releases\` or \`project:write\`; the key of the instance \`${instance.name}\` has neither.`,
      action:
        'Ask your platform team to give the API key the scope `project:releases`, or to use the token of an internal integration instead.',
      project: { instance: instance.name, organization },
    });
  }
}
