import { apiPath } from './apiPath';
import { anotherShape } from './readList';
import { issuesCountSchema } from './schemas';
import type { SentryHttpAnswer } from './attempt';
import type { SentryHttpRequest } from './SentryHttp';
import { SentryUpstreamError } from './SentryUpstreamError';
import type { RawSentryIssue, SentryPage, SentryScopeParams } from './types';

/** Where `issues-count` stops counting. */
const COUNT_CAP = 100;

export interface IssueCount {
  count: number;
  capped: boolean;
}

type CountParams = SentryScopeParams & { queries: string[] };

/** What counting needs of a client. */
export interface CountIssuesContext {
  organization: string;
  signal?: AbortSignal;
  get(request: SentryHttpRequest): Promise<SentryHttpAnswer>;
  listOne(
    params: SentryScopeParams & { query: string },
  ): Promise<SentryPage<RawSentryIssue>>;
}

/**
 * Counts the issues that match each query, in the cheapest way that the server
 * has: one call, one call a project, or one list of one for each query.
 */
export async function countIssues(
  context: CountIssuesContext,
  params: CountParams,
): Promise<IssueCount[]> {
  try {
    return await countTogether(context, params);
  } catch (error) {
    if (
      SentryUpstreamError.isMultiProject(error) &&
      params.project.length > 1
    ) {
      return countByProject(context, params);
    }
    // Compatible servers lack the endpoint. An unknown organization or
    // environment is 404, too: the list then tells which.
    if (SentryUpstreamError.hasStatus(error, 404)) {
      return countByHits(context, params);
    }
    throw error;
  }
}

async function countTogether(
  { organization, signal, get }: CountIssuesContext,
  { queries, project, environment, statsPeriod }: CountParams,
): Promise<IssueCount[]> {
  const { body } = await get({
    operation: 'countIssues',
    path: apiPath`/organizations/${organization}/issues-count/`,
    query: { query: queries, project, environment, statsPeriod },
    subject: { organization, projects: project, environments: environment },
    signal,
  });
  const parsed = issuesCountSchema.safeParse(body);
  if (!parsed.success) {
    throw anotherShape('a count for each query');
  }
  const counts = Array.isArray(parsed.data) ? {} : parsed.data;
  return queries.map(query => {
    // Not `counts[query]` alone: a query can be the name of what objects inherit.
    const count = Object.hasOwn(counts, query) ? counts[query] : 0;
    return { count, capped: count >= COUNT_CAP };
  });
}

async function countByProject(
  context: CountIssuesContext,
  params: CountParams,
): Promise<IssueCount[]> {
  const perProject = await Promise.all(
    params.project.map(project =>
      countIssues(context, { ...params, project: [project] }),
    ),
  );
  return params.queries.map((_, index) => ({
    count: perProject.reduce((sum, counts) => sum + counts[index].count, 0),
    capped: perProject.some(counts => counts[index].capped),
  }));
}

async function countByHits(
  { listOne }: CountIssuesContext,
  { queries, ...scope }: CountParams,
): Promise<IssueCount[]> {
  return Promise.all(
    queries.map(async query => {
      const page = await listOne({ ...scope, query });
      const count = page.hits ?? page.items.length;
      const capped =
        page.hits === undefined
          ? page.nextCursor !== undefined
          : count >= (page.maxHits ?? Infinity);
      return { count, capped };
    }),
  );
}
