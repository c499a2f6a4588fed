import { rawReleaseSchema, type RawRelease } from '../../mapping/releaseSchema';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import { toSentryRelease } from '../../mapping/detail';
import { apiPath } from '../http/apiPath';
import type { SentryRequestOptions, SentryScopeParams } from '../types';
import { releasesOfProjects } from './glitchtip';
import { identify } from './inDialect';
import { readList } from './readList';
import type { ClientContext } from './ClientContext';

const MAX_RELEASES = 50;

export async function listReleases(
  context: ClientContext,
  organization: string,
  { project, environment }: Omit<SentryScopeParams, 'statsPeriod'>,
  options?: SentryRequestOptions,
): Promise<SentryRelease[]> {
  await identify(context);
  const releases = context.server.isGlitchtip
    ? await releasesOfProjects(context, organization, project, {
        ...options,
        limit: MAX_RELEASES,
      })
    : await releasesOfOrganization(
        context,
        organization,
        { project, environment },
        options,
      );
  const place = context.mappingOf(organization);
  return releases.flatMap(raw => toSentryRelease(raw, place, project) ?? []);
}

async function releasesOfOrganization(
  context: ClientContext,
  organization: string,
  { project, environment }: Omit<SentryScopeParams, 'statsPeriod'>,
  options?: SentryRequestOptions,
): Promise<RawRelease[]> {
  const answer = await context.send({
    operation: 'listReleases',
    path: apiPath`/organizations/${organization}/releases/`,
    query: { project, environment, sort: 'date', per_page: MAX_RELEASES },
    subject: {
      organization,
      projects: project,
      environments: environment,
      scope: 'project:read',
    },
    signal: options?.signal,
  });
  const { items } = readList(answer, rawReleaseSchema, one => one.version);
  return items.slice(0, MAX_RELEASES);
}
