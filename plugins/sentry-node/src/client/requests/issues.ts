import { rawIssueSchema, type RawIssue } from '../../mapping/issueSchema';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { toIssueState, type SentryIssueState } from '../../mapping/detail';
import { toSentryIssue } from '../../mapping/toSentryIssue';
import type { ListQuery } from '../servers/dialects';
import { SentryProblemError } from '../../problems/SentryProblemError';
import { apiPath } from '../http/apiPath';
import { countIssues as count } from './countIssues';
import type { SentryIssueCount, SentryIssuesParams, SentryPage, SentryRequestOptions, SentryScopeParams } from '../types';
import { completePage } from './glitchtip';
import { identify, inDialect, isOfOthers } from './inDialect';
import { unsortable } from '../servers/missingAbilities';
import { readList } from './readList';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { ServerFacts } from '../servers/ServerFacts';
import type { ClientContext } from './ClientContext';

// What can't be changed need not be worked out.
const NOT_OF_STATE = ['stats', 'lifetime', 'filtered', 'unhandled'];

/**
 * Several projects on a plan without a view over them are refused: pages of
 * one list can't be put together from several without the order getting lost.
 * The reason `multi-project` is for callers who can merge.
 */
export async function listIssues(
  context: ClientContext,
  organization: string,
  params: SentryIssuesParams,
  options?: SentryRequestOptions,
): Promise<SentryPage<SentryIssue>> {
  const page = await fetchPage(context, organization, params, options);
  const place = context.mappingOf(organization);
  const asked = { projects: params.project, trend: params.groupStatsPeriod };
  return {
    ...page,
    items: page.items.flatMap(raw => toSentryIssue(raw, place, asked) ?? []),
  };
}

export async function listIssueStates(
  context: ClientContext,
  organization: string,
  params: { project: string[]; query?: string; ids?: string[] },
  options?: SentryRequestOptions,
): Promise<SentryIssueState[]> {
  const { items } = await fetchPage(
    context,
    organization,
    {
      query: '',
      ...params,
      limit: 100,
      groupStatsPeriod: '',
      collapse: NOT_OF_STATE,
      expand: ['inbox'],
    },
    options,
  );
  const place = context.mappingOf(organization);
  const asked = { projects: params.project };
  return items.flatMap(raw => toIssueState(raw, place, asked) ?? []);
}

async function fetchPage(
  context: ClientContext,
  organization: string,
  params: ListQuery,
  options?: SentryRequestOptions,
): Promise<SentryPage<RawIssue>> {
  const { send, server } = context;
  const { sort } = params;
  if (sort !== undefined && server.isMissing(`sort:${sort}`)) {
    throw unknownOrder(server, sort);
  }
  const ask = async () => {
    const { dialect, isCertain } = server;
    const answer = await send({
      operation: 'listIssues',
      path: apiPath`/organizations/${organization}/issues/`,
      // By its own name for an order a server shows of which kind it is.
      query: dialect.listQuery(
        isCertain ? params : { sort: 'date', ...params },
      ),
      subject: {
        organization,
        projects: params.project,
        environments: params.environment,
        scope: 'event:read',
      },
      signal: options?.signal,
    });
    const page = readList(answer, rawIssueSchema, ({ id }) => id);
    server.adopt(dialect.capabilities.server);
    return {
      ...page,
      items: page.items.map(raw => dialect.toIssue(raw, organization)),
    };
  };
  try {
    const page = await inDialect(context, ask);
    return server.isGlitchtip
      ? await completePage(context, organization, page, params, options)
      : page;
  } catch (error) {
    if (
      sort !== undefined &&
      SentryUpstreamError.unknownSortOf(error) === sort
    ) {
      server.noteMissing(`sort:${sort}`);
      throw unknownOrder(server, sort);
    }
    throw error;
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
      onRefusal: async error => {
        if (isOfOthers(error)) {
          await identify(context);
        }
      },
      hasSearch: query => server.dialect.hasSearch(query),
      listOne: one =>
        fetchPage(
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
