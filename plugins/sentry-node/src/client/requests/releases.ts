import { z } from 'zod';
import { apiPath } from '../http/apiPath';
import type { SentryRequestOptions, SentryScopeParams } from '../types';
import { readList } from './readList';
import type { ClientContext } from './ClientContext';

const MAX_RELEASES = 50;

export async function listReleases(
  { send }: ClientContext,
  organization: string,
  { project, environment }: Omit<SentryScopeParams, 'statsPeriod'>,
  options?: SentryRequestOptions,
): Promise<unknown[]> {
  const answer = await send({
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
  return readList(answer, z.unknown()).items.slice(0, MAX_RELEASES);
}
