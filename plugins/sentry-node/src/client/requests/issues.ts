import { apiPath } from '../apiPath';
import { countIssues as count } from '../countIssues';
import type { RawSentryIssue } from '../rawTypes';
import { readList } from '../readList';
import { rawIssueSchema } from '../schemas';
import type {
  SentryIssueCount,
  SentryIssuesParams,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from '../types';
import type { ClientContext } from './ClientContext';

/**
 * Several projects on a plan without a view over them are refused: pages of
 * one list can't be put together from several without the order getting lost.
 * `isSentryMultiProjectRefusal` tells callers who can merge.
 */
export async function listIssues(
  { get }: ClientContext,
  organization: string,
  params: SentryIssuesParams,
  options?: SentryRequestOptions,
): Promise<SentryPage<RawSentryIssue>> {
  const { project, environment, collapse = ['filtered'] } = params;
  const answer = await get({
    operation: 'listIssues',
    path: apiPath`/organizations/${organization}/issues/`,
    query: {
      project,
      environment,
      statsPeriod: params.statsPeriod,
      query: params.query,
      sort: params.sort,
      limit: params.limit,
      cursor: params.cursor,
      groupStatsPeriod: params.groupStatsPeriod,
      collapse,
    },
    subject: {
      organization,
      projects: project,
      environments: environment,
      scope: 'event:read',
    },
    signal: options?.signal,
  });
  return readList(answer, rawIssueSchema);
}

export async function countIssues(
  context: ClientContext,
  organization: string,
  params: SentryScopeParams & { queries: string[] },
  options?: SentryRequestOptions,
): Promise<SentryIssueCount[]> {
  return count(
    {
      organization,
      signal: options?.signal,
      get: context.get,
      listOne: one =>
        listIssues(
          context,
          organization,
          { ...one, limit: 1, collapse: ['stats', 'unhandled'] },
          options,
        ),
    },
    params,
  );
}
