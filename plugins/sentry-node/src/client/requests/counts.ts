import { z } from 'zod';
import { toNumber } from '../../mapping/fields';
import { MAX_SECONDS } from '../../mapping/issue';
import { amount } from '../../mapping/read';
import { sentryIssuesDefaults } from 'backstage-plugin-sentry-common';
import { apiPath } from '../http/path';
import type { SentryScopeParams, SentryPage } from '../types';
import { ask, isOfOthers, type Call } from './call';
import { fetchPage } from './issues';
import { SentryProblemError } from '../../problems';
import { readOne } from './read';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryAnswer } from '../SentryClient';

const events = z.number().min(0);
/** As often as something happened. */
const figure = amount.transform(toNumber);

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
  const [, count, unit] = /^(\d+)([hdw])$/.exec(statsPeriod) ?? [];
  const hours = Number(count) * unitHours[unit];
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
  call: Call,
  params: SentryScopeParams,
): Promise<number | undefined> {
  if (!call.server.capabilitiesOf(call.organization).users) {
    return undefined;
  }
  const { project, environment, statsPeriod = DEFAULT_PERIOD } = params;
  const found = await ask(call, countUsersSchema, {
    operation: 'countUsers',
    path: apiPath`/organizations/${call.organization}/events/`,
    query: {
      dataset: 'errors',
      field: 'count_unique(user)',
      project,
      environment,
      statsPeriod,
    },
    subject: { scope: 'org:read' },
  });
  return found?.data[0]?.['count_unique(user)'];
}

export async function eventTrend(
  call: Call,
  params: SentryScopeParams,
): Promise<[startSeconds: number, events: number][] | undefined> {
  if (!call.server.capabilitiesOf(call.organization).eventTrend) {
    return undefined;
  }
  const { project, environment, statsPeriod = DEFAULT_PERIOD } = params;
  const found = await ask(call, timeSeriesSchema, {
    operation: 'eventTrend',
    path: apiPath`/organizations/${call.organization}/events-timeseries/`,
    query: {
      dataset: 'errors',
      yAxis: 'count()',
      interval: trendInterval(statsPeriod),
      project,
      environment,
      statsPeriod,
    },
    subject: { scope: 'org:read' },
  });
  return found?.timeSeries[0]?.values.map(({ timestamp, value }) => [
    Math.floor(timestamp / 1000),
    value ?? 0,
  ]);
}

/** Where `issues-count` stops counting. */
const COUNT_CAP = 100;

type CountParams = SentryScopeParams & {
  queries: string[];
  inOneCall?: boolean;
};

/**
 * Counts the issues that match each query, in the cheapest way that the server has: one call,
 * one call a project, or one list of one for each query.
 */
export async function countIssues(
  call: Call,
  params: CountParams,
): Promise<SentryAnswer<'countIssues'>[number][]> {
  const { server } = call;
  const { inOneCall = false, project, queries } = params;
  const lack = call.lackOf('countIssues');
  const uncounted = () => queries.map(() => ({ capped: false }));
  if (!server.dialect.counts || server.lacks(lack)) {
    return inOneCall ? uncounted() : countByHits(call, params);
  }
  try {
    return await countTogether(call, params);
  } catch (error) {
    const isPlan =
      error instanceof SentryProblemError && error.reason === 'multi-project';
    // Compatible servers lack the endpoint; GlitchTip answers with its web page. An unknown
    // organization or environment is 404, too: the list then shows which.
    const isMissing =
      SentryUpstreamError.hasStatus(error, 404) ||
      SentryUpstreamError.of(error).webPage;
    if (inOneCall && (isPlan || isMissing)) {
      return uncounted();
    }
    if (isPlan && project.length > 1) {
      const perProject = await Promise.all(
        project.map(one => countIssues(call, { ...params, project: [one] })),
      );
      return queries.map((_, index) =>
        perProject.map(counts => counts[index]).reduce(add),
      );
    }
    if (!isMissing) {
      throw error;
    }
    if (isOfOthers(error)) {
      await call.identify();
    }
    const counts = await countByHits(call, params);
    server.noteLack(lack);
    return counts;
  }
}

async function countTogether(
  { send, organization }: Call,
  { queries, project, environment, statsPeriod }: CountParams,
): Promise<SentryAnswer<'countIssues'>[number][]> {
  const answer = await send({
    operation: 'countIssues',
    path: apiPath`/organizations/${organization}/issues-count/`,
    query: { query: queries, project, environment, statsPeriod },
    subject: { scope: 'event:read' },
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

/** What the server's search does not have is not counted. */
async function countByHits(
  call: Call,
  { queries, inOneCall: _, ...scope }: CountParams,
): Promise<SentryAnswer<'countIssues'>[number][]> {
  const list = { limit: 1, collapse: ['stats', 'unhandled'], sort: 'date' };
  const countOne = async (
    query: string,
  ): Promise<SentryAnswer<'countIssues'>[number]> =>
    call.server.dialect.hasSearch(query)
      ? readHits(await fetchPage(call, { ...scope, ...list, query }))
      : { capped: false };
  const [first, ...rest] = queries;
  if (first === undefined) {
    return [];
  }
  // Alone: one call shows as well as six what is missing.
  const firstCount = await countOne(first);
  return [firstCount, ...(await Promise.all(rest.map(countOne)))];
}

function readHits({
  hits,
  maxHits = Infinity,
  items,
  nextCursor,
}: SentryPage<unknown>): SentryAnswer<'countIssues'>[number] {
  if (hits !== undefined) {
    return { count: hits, capped: hits >= maxHits };
  }
  // An empty page without a number is also what Sentry shows of no visible project.
  return items.length
    ? { count: items.length, capped: nextCursor !== undefined }
    : { capped: false };
}

function add(
  a: SentryAnswer<'countIssues'>[number],
  b: SentryAnswer<'countIssues'>[number],
): SentryAnswer<'countIssues'>[number] {
  return a.count === undefined || b.count === undefined
    ? { capped: false }
    : { count: a.count + b.count, capped: a.capped || b.capped };
}

function noneVisible(organization: string): SentryProblemError {
  return new SentryProblemError({
    code: 'SCOPE_MISSING',
    message: `Sentry shows the token none of the projects asked for in the organization \`${organization}\`.`,
    action: `Ask an admin of ${organization} in Sentry to give the token's owner access to the projects.`,
  });
}
