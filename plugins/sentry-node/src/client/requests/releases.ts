import { apiPath } from '../http/apiPath';
import type {
  RawSentryRelease,
  SentryRequestOptions,
  SentryScopeParams,
} from '../types';
import { releasesOfProjects } from './glitchtip';
import { identify } from './inDialect';
import { readList } from './readList';
import { rawReleaseSchema } from './releaseSchemas';
import type { ClientContext } from './ClientContext';

const MAX_RELEASES = 50;

export async function listReleases(
  context: ClientContext,
  organization: string,
  { project, environment }: Omit<SentryScopeParams, 'statsPeriod'>,
  options?: SentryRequestOptions,
): Promise<RawSentryRelease[]> {
  await identify(context);
  if (context.server.isGlitchtip) {
    return releasesOfProjects(context, organization, project, {
      ...options,
      limit: MAX_RELEASES,
    });
  }
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
