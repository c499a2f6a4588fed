import {
  RawIssue,
  rawIssueSchema,
  toIssueState,
  SentryIssueState,
  toSentryIssue,
} from '../../mapping/issue';
import { z } from 'zod';
import { word } from '../../mapping/read';
import { SentryProblemError } from '../../problems';
import { apiPath } from '../http/path';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import {
  isBeyondCursors,
  trendPeriodOf,
  wholeTrend,
  type ListQuery,
} from '../servers/dialects';
import type { SentryIssuesParams, SentryPage } from '../types';
import { type Call, inDialect } from './call';
import { readList } from './read';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { unsortable, type ServerFacts } from '../servers/facts';

const statsSchema = z.object({
  id: word,
  stats: z.record(
    z.string(),
    z.array(z.tuple([z.number(), z.number().min(0)])).nullish(),
  ),
});

/**
 * A page of a list, with trends where these are asked for. Where the next page would be the
 * same again, there is none.
 */
async function completePage(
  call: Call,
  { nextCursor, ...page }: SentryPage<RawIssue>,
  params: SentryIssuesParams,
): Promise<SentryPage<RawIssue>> {
  const isEnd =
    nextCursor !== undefined &&
    (nextCursor === params.cursor || isBeyondCursors(nextCursor));
  return {
    ...page,
    items: params.groupStatsPeriod
      ? await withTrends(call, page.items, params)
      : page.items,
    ...(isEnd && { endsEarly: true }),
    ...(nextCursor !== undefined && !isEnd && { nextCursor }),
  };
}

/** Issues with their trends; without where these can't be had: they are an extra. */
export async function withTrends<T extends RawIssue>(
  { send, server, lackOf, organization }: Call,
  issues: T[],
  { statsPeriod }: Pick<SentryIssuesParams, 'statsPeriod'>,
): Promise<T[]> {
  const lack = lackOf('issueTrends');
  if (!issues.length || server.lacks(lack)) {
    return issues;
  }
  const period = trendPeriodOf(statsPeriod);
  try {
    const answer = await send({
      operation: 'listIssueTrends',
      path: apiPath`/organizations/${organization}/issues-stats/`,
      query: { groups: issues.map(({ id }) => id), statsPeriod: period },
      subject: { scope: 'event:read' },
    });
    const found = new Map(
      readList(answer, statsSchema).items.map(({ id, stats }) => [
        id,
        stats[period],
      ]),
    );
    return issues.map(issue => {
      const buckets = found.get(issue.id);
      return buckets
        ? {
            ...issue,
            stats: { [period]: wholeTrend(buckets, period, server.now()) },
          }
        : issue;
    });
  } catch (error) {
    if (!(error instanceof SentryProblemError)) {
      throw error;
    }
    if (
      SentryUpstreamError.of(error).webPage ||
      SentryUpstreamError.hasStatus(error, 404)
    ) {
      server.noteLack(lack);
    }
    return issues;
  }
}

// What can't be changed need not be worked out.
const NOT_OF_STATE = ['stats', 'lifetime', 'filtered', 'unhandled'];

/**
 * Several projects on a plan without a view over them are refused: pages of
 * one list can't be put together from several without the order getting lost.
 * The reason `multi-project` is for callers who can merge.
 */
export async function listIssues(
  call: Call,
  params: SentryIssuesParams,
): Promise<SentryPage<SentryIssue>> {
  const page = await fetchPage(call, params);
  const place = call.mapping();
  const asked = { projects: params.project, trend: params.groupStatsPeriod };
  return {
    ...page,
    items: page.items.flatMap(raw => toSentryIssue(raw, place, asked) ?? []),
  };
}

export async function listIssueStates(
  call: Call,
  params: { project: string[]; query?: string; ids?: string[] },
): Promise<SentryIssueState[]> {
  const { items } = await fetchPage(call, {
    query: '',
    ...params,
    limit: 100,
    groupStatsPeriod: '',
    collapse: NOT_OF_STATE,
    expand: ['inbox'],
  });
  const place = call.mapping();
  const asked = { projects: params.project };
  return items.flatMap(raw => toIssueState(raw, place, asked) ?? []);
}

export async function fetchPage(
  call: Call,
  params: ListQuery,
): Promise<SentryPage<RawIssue>> {
  const { send, server, organization } = call;
  const { sort } = params;
  if (sort !== undefined && server.isMissing(`sort:${sort}`)) {
    throw unknownOrder(server, sort);
  }
  const ask = async () => {
    const { dialect, isCertain } = server;
    const answer = await send({
      operation: 'listIssues',
      path: apiPath`/organizations/${call.organization}/issues/`,
      // By its own name for an order a server shows of which kind it is.
      query: dialect.listQuery(
        isCertain ? params : { sort: 'date', ...params },
      ),
      subject: { query: params.query, scope: 'event:read' },
    });
    const page = readList(answer, rawIssueSchema, ({ id }) => id);
    server.adopt(dialect.capabilities.server);
    return {
      ...page,
      items: page.items.map(raw => dialect.toIssue(raw, organization)),
    };
  };
  try {
    const page = await inDialect(call, ask);
    return server.isGlitchtip ? await completePage(call, page, params) : page;
  } catch (error) {
    if (
      sort !== undefined &&
      SentryUpstreamError.of(error).unknownSort === sort
    ) {
      server.noteMissing(`sort:${sort}`);
      throw unknownOrder(server, sort);
    }
    throw error;
  }
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
