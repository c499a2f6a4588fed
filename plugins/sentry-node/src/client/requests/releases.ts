import { z } from 'zod';
import { apiPath } from '../http/apiPath';
import type {
  SentryReleaseSessions,
  SentryRequestOptions,
  SentryScopeParams,
} from '../types';
import { readList } from './readList';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { ClientContext } from './ClientContext';

const MAX_RELEASES = 50;
const rate = z.number().min(0).max(1).nullish().catch(undefined);
const amount = z.number().min(0).nullish().catch(undefined);

const sessionsSchema = z.object({
  by: z.object({ release: z.string() }),
  totals: z.object({
    'sum(session)': amount,
    'count_unique(user)': amount,
    'crash_free_rate(session)': rate,
    'crash_free_rate(user)': rate,
  }),
});

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

export async function releaseSessions(
  { send, server }: ClientContext,
  organization: string,
  { project, environment }: Omit<SentryScopeParams, 'statsPeriod'>,
  options?: SentryRequestOptions,
): Promise<SentryReleaseSessions[]> {
  if (server.dialect.capabilities.server === 'glitchtip') {
    return [];
  }
  try {
    const { body } = await send({
      operation: 'releaseSessions',
      path: apiPath`/organizations/${organization}/sessions/`,
      query: {
        project,
        environment,
        field: Object.keys(sessionsSchema.shape.totals.shape),
        groupBy: 'release',
        statsPeriod: '24h',
        interval: '1h',
        includeSeries: 0,
        per_page: 100,
      },
      subject: {
        organization,
        projects: project,
        environments: environment,
        scope: 'org:read',
      },
      signal: options?.signal,
    });
    return readGroups(body);
  } catch (error) {
    // Older servers and plans have none.
    if (SentryUpstreamError.hasStatus(error, 400, 404)) {
      return [];
    }
    throw error;
  }
}

function readGroups(body: unknown): SentryReleaseSessions[] {
  const { groups = [] } =
    z.object({ groups: z.array(z.unknown()) }).safeParse(body).data ?? {};
  return groups.flatMap(group => {
    const { by, totals } = sessionsSchema.safeParse(group).data ?? {};
    return by && totals
      ? [
          {
            version: by.release,
            sessions: totals['sum(session)'] ?? 0,
            users: totals['count_unique(user)'] ?? undefined,
            crashFreeSessions: totals['crash_free_rate(session)'] ?? undefined,
            crashFreeUsers: totals['crash_free_rate(user)'] ?? undefined,
          },
        ]
      : [];
  });
}
