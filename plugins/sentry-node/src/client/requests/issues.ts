import { SentryProblemError } from '../../problems/SentryProblemError';
import { apiPath } from '../http/apiPath';
import { countIssues as count } from './countIssues';
import type { Dialect } from '../servers/dialects';
import type {
  RawSentryIssue,
  SentryIssueCount,
  SentryIssuesParams,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from '../types';
import { unsortable } from '../servers/missingAbilities';
import { readList } from './readList';
import { rawIssueSchema } from './schemas';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { ServerFacts } from '../servers/ServerFacts';
import type { ClientContext } from './ClientContext';

/**
 * Several projects on a plan without a view over them are refused: pages of
 * one list can't be put together from several without the order getting lost.
 * `isSentryMultiProjectRefusal` tells callers who can merge.
 */
export async function listIssues(
  context: ClientContext,
  organization: string,
  params: SentryIssuesParams,
  options?: SentryRequestOptions,
): Promise<SentryPage<RawSentryIssue>> {
  const { send, server } = context;
  const { sort } = params;
  if (sort !== undefined && server.isMissing(`sort:${sort}`)) {
    throw unknownOrder(server, sort);
  }
  const ask = async (dialect: Dialect) => {
    const answer = await send({
      operation: 'listIssues',
      path: apiPath`/organizations/${organization}/issues/`,
      query: dialect.listQuery(params),
      subject: {
        organization,
        projects: params.project,
        environments: params.environment,
        scope: 'event:read',
      },
      signal: options?.signal,
    });
    return readList(answer, rawIssueSchema, ({ id }) => id);
  };
  const { dialect } = server;
  try {
    return await ask(dialect);
  } catch (error) {
    if (
      sort !== undefined &&
      SentryUpstreamError.unknownSortOf(error) === sort
    ) {
      server.noteMissing(`sort:${sort}`);
      throw unknownOrder(server, sort);
    }
    // Sentry refuses questions with 400; GlitchTip does with 422, sorts of Sentry's too.
    // Which of them it is another call may have found out meanwhile.
    const other =
      dialect === server.dialect ? server.otherDialect : server.dialect;
    if (!other || !SentryUpstreamError.hasStatus(error, 422)) {
      throw error;
    }
    const page = await ask(other);
    server.adopt(other);
    return page;
  }
}

export async function countIssues(
  context: ClientContext,
  organization: string,
  params: SentryScopeParams & { queries: string[]; inOneCall?: boolean },
  options?: SentryRequestOptions,
): Promise<SentryIssueCount[]> {
  const { server } = context;
  const lack = context.lackOf('countIssues', organization);
  return count(
    {
      organization,
      signal: options?.signal,
      send: context.send,
      isMissing: () => !server.dialect.counts || server.lacks(lack),
      noteMissing: () => server.noteLack(lack),
      hasSearch: query => server.dialect.hasSearch(query),
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

function unknownOrder(
  { capabilities }: ServerFacts,
  sort: string,
): SentryProblemError {
  return new SentryProblemError({
    code: 'QUERY_INVALID',
    message: unsortable([sort]),
    action: `Choose another order: ${capabilities.sorts.join(', ')}.`,
  });
}
