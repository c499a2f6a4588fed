import { SentryProblemError } from '../../problems/SentryProblemError';
import { apiPath } from '../http/apiPath';
import { readOne } from './readList';
import { issuesCountSchema } from './schemas';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryHttpRequest } from '../http/types';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryIssueCount, SentryPage, SentryScopeParams } from '../types';

/** Where `issues-count` stops counting. */
const COUNT_CAP = 100;

type CountParams = SentryScopeParams & {
  queries: string[];
  inOneCall?: boolean;
};

/** What counting needs of a client. */
export interface CountIssuesContext {
  organization: string;
  signal?: AbortSignal;
  /** Whether the server is known not to count several queries at once. */
  isMissing(): boolean;
  noteMissing(): void;
  /** Called where the server may be of another kind than was thought. */
  onRefusal(error: unknown): Promise<void>;
  /** Whether the server, as far as it is known by now, can search for that. */
  hasSearch(query: string): boolean;
  send(request: SentryHttpRequest): Promise<SentryHttpAnswer>;
  listOne(
    params: SentryScopeParams & { query: string; sort: string },
  ): Promise<SentryPage<unknown>>;
}

/**
 * Counts the issues that match each query, in the cheapest way that the server
 * has: one call, one call a project, or one list of one for each query. What its search
 * does not have is not counted, and asked for only until that is known.
 */
export async function countIssues(
  context: CountIssuesContext,
  params: CountParams,
): Promise<SentryIssueCount[]> {
  const { inOneCall = false } = params;
  if (context.isMissing()) {
    return inOneCall ? untold(params) : countByHits(context, params);
  }
  try {
    return await countTogether(context, params);
  } catch (error) {
    if (inOneCall && takesMoreCalls(error)) {
      return untold(params);
    }
    if (
      SentryUpstreamError.isMultiProject(error) &&
      params.project.length > 1
    ) {
      return countByProject(context, params);
    }
    // Compatible servers lack the endpoint. An unknown organization or
    // environment is 404, too: the list then tells which.
    if (isMissingEndpoint(error)) {
      await context.onRefusal(error);
      const counts = await countByHits(context, params);
      context.noteMissing();
      return counts;
    }
    throw error;
  }
}

/** Whether the server may count in another way. */
function takesMoreCalls(error: unknown): boolean {
  return SentryUpstreamError.isMultiProject(error) || isMissingEndpoint(error);
}

/** GlitchTip answers with its web page what it does not have. */
function isMissingEndpoint(error: unknown): boolean {
  return (
    SentryUpstreamError.hasStatus(error, 404) ||
    SentryUpstreamError.isWebPage(error)
  );
}

function untold({ queries }: CountParams): SentryIssueCount[] {
  return queries.map(() => ({ capped: false }));
}

async function countTogether(
  { organization, signal, send }: CountIssuesContext,
  { queries, project, environment, statsPeriod }: CountParams,
): Promise<SentryIssueCount[]> {
  const answer = await send({
    operation: 'countIssues',
    path: apiPath`/organizations/${organization}/issues-count/`,
    query: { query: queries, project, environment, statsPeriod },
    subject: {
      organization,
      projects: project,
      environments: environment,
      scope: 'event:read',
    },
    signal,
  });
  const counts = readOne(answer, issuesCountSchema, 'a count for each query');
  if (Array.isArray(counts)) {
    throw noneVisible(organization);
  }
  return queries.map(query => {
    // Not `counts[query]` alone: a query can be the name of what objects inherit.
    const count = Object.hasOwn(counts, query) ? counts[query] : undefined;
    return count === undefined
      ? { capped: false }
      : { count, capped: count >= COUNT_CAP };
  });
}

async function countByProject(
  context: CountIssuesContext,
  params: CountParams,
): Promise<SentryIssueCount[]> {
  const perProject = await Promise.all(
    params.project.map(project =>
      countIssues(context, { ...params, project: [project] }),
    ),
  );
  return params.queries.map((_, index) =>
    perProject.map(counts => counts[index]).reduce(add),
  );
}

async function countByHits(
  { listOne, hasSearch }: CountIssuesContext,
  { queries, ...scope }: CountParams,
): Promise<SentryIssueCount[]> {
  const countOne = async (query: string): Promise<SentryIssueCount> => {
    if (!hasSearch(query)) {
      return { capped: false };
    }
    return readHits(await listOne({ ...scope, query, sort: 'date' }));
  };
  const [first, ...rest] = queries;
  if (first === undefined) {
    return [];
  }
  // Alone: what is not there is told by one call as well as by six.
  const firstCount = await countOne(first);
  return [firstCount, ...(await Promise.all(rest.map(countOne)))];
}

function readHits({
  hits,
  maxHits = Infinity,
  items,
  nextCursor,
}: SentryPage<unknown>): SentryIssueCount {
  if (hits !== undefined) {
    return { count: hits, capped: hits >= maxHits };
  }
  // An empty page without a number is also what Sentry shows of no visible project.
  return items.length
    ? { count: items.length, capped: nextCursor !== undefined }
    : { capped: false };
}

function add(a: SentryIssueCount, b: SentryIssueCount): SentryIssueCount {
  return a.count === undefined || b.count === undefined
    ? { capped: false }
    : { count: a.count + b.count, capped: a.capped || b.capped };
}

function noneVisible(organization: string): SentryProblemError {
  return new SentryProblemError({
    code: 'SCOPE_MISSING',
    message: `Sentry shows the token none of the projects asked for in the organization \`${organization}\`.`,
    action: `An admin of ${organization} in Sentry gives the token's owner access to the projects.`,
  });
}
