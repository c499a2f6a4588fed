import { z } from 'zod';
import { compact, toNumber } from '../../mapping/fields';
import { id, MAX_SECONDS } from '../../mapping/issue';
import { amount, flag, text } from '../../mapping/read';
import { hasEmail, tidyText } from '../../text/mask';
import type { SentryProjectFacts } from '../SentryClient';
import { sentryIssuesDefaults } from 'backstage-plugin-sentry-common';
import { apiPath } from '../http/path';
import type {
  SentryRequestOptions,
  SentryScopeParams,
  SentryIssueCount,
  SentryPage,
} from '../types';
import { ask, type ClientContext } from './context';
import { SentryProblemError } from '../../problems';
import { readOne } from './read';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryHttpRequest } from '../http/SentryHttp';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';

const events = z.number().min(0);
/** As often as something happened. */
const figure = amount.transform(toNumber);

export const projectSchema: z.ZodType<SentryProjectFacts> = z
  .object({
    id,
    slug: z.string().min(1).max(200),
    name: z.string().optional().catch(undefined),
    platform: text,
    isMember: flag,
    hasAccess: flag,
  })
  .transform(project =>
    compact({
      id: project.id,
      slug: project.slug,
      name: tidyText(project.name) || project.slug,
      platform: project.platform ?? undefined,
      isMember: project.isMember ?? undefined,
      hasAccess: project.hasAccess ?? undefined,
    }),
  );

// One named after a person's address is kept back; no other name would filter by it.
export const rawEnvironmentSchema = z.object({
  name: z
    .string()
    .min(1)
    .max(200)
    .refine(name => !hasEmail(name)),
});

/**
 * `issues-count`: a count for each query, as far as they can be read, or a list where no
 * project is visible.
 */
const issuesCountSchema = z.union([
  z.record(z.string(), figure).refine(counts => {
    const all = Object.values(counts);
    return !all.length || all.some(count => count !== undefined);
  }),
  z.array(z.unknown()).max(0),
]);

const countUsersSchema = z.object({
  data: z.array(z.object({ 'count_unique(user)': figure })),
});

const timeSeriesSchema = z.object({
  timeSeries: z.array(
    z.object({
      values: z.array(
        z.object({
          timestamp: z
            .number()
            .min(0)
            .max(MAX_SECONDS * 1_000),
          value: events.nullish(),
        }),
      ),
    }),
  ),
});

const unitHours: Record<string, number> = { h: 1, d: 24, w: 168 };

/**
 * The width of a bar for a trend over a window: about thirty bars, in widths
 * that Sentry keeps. A window that this can't read gets days.
 */
export function trendInterval(statsPeriod: string): string {
  const [, amount, unit] = /^(\d+)([hdw])$/.exec(statsPeriod) ?? [];
  const hours = Number(amount) * unitHours[unit];
  if (hours <= 2) {
    return '5m';
  }
  if (hours <= 36) {
    return '1h';
  }
  if (hours <= 7 * 24) {
    return '4h';
  }
  return hours <= 14 * 24 ? '12h' : '1d';
}

const DEFAULT_PERIOD = sentryIssuesDefaults.statsPeriod;

export async function countUsers(
  context: ClientContext,
  organization: string,
  params: SentryScopeParams,
  options?: SentryRequestOptions,
): Promise<number | undefined> {
  if (!context.server.capabilitiesOf(organization).users) {
    return undefined;
  }
  const { project, environment, statsPeriod = DEFAULT_PERIOD } = params;
  const found = await ask(context, countUsersSchema, {
    operation: 'countUsers',
    path: apiPath`/organizations/${organization}/events/`,
    query: {
      dataset: 'errors',
      field: 'count_unique(user)',
      project,
      environment,
      statsPeriod,
    },
    subject: subjectOf(organization, params),
    signal: options?.signal,
  });
  return found?.data[0]?.['count_unique(user)'];
}

export async function eventTrend(
  context: ClientContext,
  organization: string,
  params: SentryScopeParams,
  options?: SentryRequestOptions,
): Promise<[startSeconds: number, events: number][] | undefined> {
  if (!context.server.capabilitiesOf(organization).eventTrend) {
    return undefined;
  }
  const { project, environment, statsPeriod = DEFAULT_PERIOD } = params;
  const found = await ask(context, timeSeriesSchema, {
    operation: 'eventTrend',
    path: apiPath`/organizations/${organization}/events-timeseries/`,
    query: {
      dataset: 'errors',
      yAxis: 'count()',
      interval: trendInterval(statsPeriod),
      project,
      environment,
      statsPeriod,
    },
    subject: subjectOf(organization, params),
    signal: options?.signal,
  });
  return found?.timeSeries[0]?.values.map(({ timestamp, value }) => [
    Math.floor(timestamp / 1000),
    value ?? 0,
  ]);
}

function subjectOf(
  organization: string,
  { project, environment }: SentryScopeParams,
) {
  return {
    organization,
    projects: project,
    environments: environment,
    scope: 'org:read',
  };
}

/** Where `issues-count` stops counting. */
const COUNT_CAP = 100;

type CountParams = SentryScopeParams & {
  queries: string[];
  inOneCall?: boolean;
};

/** What counting needs of a client. */
interface CountIssuesContext {
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
