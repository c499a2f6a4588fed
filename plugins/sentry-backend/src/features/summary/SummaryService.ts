import {
  sentryIssuesDefaults,
  type SentryComponent,
  type SentryComponentSummary,
  type SentryIssuesQuery,
  type SentrySummary,
  type SentrySummaryCount,
  type SentryTrend,
} from 'backstage-plugin-sentry-common';
import type {
  SentryIssueCount,
  SentryScopeParams,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import { optional, type EntityServiceOptions } from '../../answers/answerFrom';
import type { Answer } from '../../answers/AnswerCache';
import { sum, sumOfAll } from '../../answers/compose';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
  type WithinEnvironments,
} from '../../answers/environments';
import { issuesLink } from '../../scopes/links';
import type { ProjectScope } from '../../scopes/types';
import { askedEnvironments, ownIssuesQuery } from '../issues/query';
import {
  componentQueries,
  inChunks,
  queriesByCount,
  summaryCounts,
  summaryQueries,
  type ComponentQuery,
  type SummaryFilter,
} from './queries';

/** What a summary can be asked for. */
export type SummaryQuery = Pick<
  SentryIssuesQuery,
  'environment' | 'project' | 'statsPeriod'
>;

/** A count of Sentry's, absent where it has none. */
interface ScopeCount {
  count?: number;
  capped: boolean;
}

/** Of one component, as far as its projects are asked about together. */
type ComponentCount = ScopeCount & Omit<ComponentQuery, 'query'>;

/** What the summary needs of one scope, as the cache keeps it. */
interface ScopeSummary extends WithinEnvironments {
  /** In the order of the queries. */
  counts: ScopeCount[];
  users?: number;
  trend?: SentryTrend['buckets'];
  /** Unresolved issues by component, where there are several. */
  components?: ComponentCount[];
}

type Figures = Pick<
  SentrySummary,
  SentrySummaryCount | 'capped' | 'users' | 'trend'
>;

const none: ScopeCount = { count: 0, capped: false };

/** The figures of an entity's card, as Sentry counts them: never from one page of a list. */
export class SummaryService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /** @throws SentryProblemError where no project can be asked */
  async summarize(
    authorized: AuthorizedEntity,
    asked: SummaryQuery,
  ): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    const { annotations } = authorized.entity;
    const resolved = await resolver.resolve(authorized, asked.project);
    const { components } = resolved;
    const filter: SummaryFilter = {
      environments: askedEnvironments(asked.environment, annotations),
      statsPeriod: asked.statsPeriod ?? sentryIssuesDefaults.statsPeriod,
      ...summaryQueries(annotations?.query),
    };
    const { environments, statsPeriod, queries, isNarrowed } = filter;
    return pipeline.answerFrom({
      kind: 'summary',
      resolved,
      parameters: Object.entries(filter),
      load: scope => {
        const parts = componentQueries(scope, components, queries[0]);
        return pipeline.ask<ScopeSummary>(scope, {
          kind: 'summary.scope',
          parameters: [
            Object.entries(filter),
            parts.map(({ ref, query }) => [ref, query]),
          ],
          isChangeable: true,
          load: () =>
            askKnownEnvironments<ScopeSummary>({
              pipeline,
              scope,
              environments,
              ask: names =>
                loadSummary(scope, { ...filter, environments: names }, parts),
              isFound: ({ counts }) => counts.some(({ count }) => count),
              none: noFigures(filter, parts),
            }),
        });
      },
      merge: ({ answers, failures }) => {
        const used = answers.map(({ value }) => value);
        const summaries = used.map(({ value }) => value);
        if (!failures.length) {
          refuseUnknownEnvironments(summaries);
        }
        const link = issuesLink(
          [...answers, ...failures].map(({ scope }) => scope),
          { environments, statsPeriod, query: queries[0] },
        );
        return {
          content: {
            ...mergeSummaries(summaries, statsPeriod),
            ...(isNarrowed && { queries: queriesByCount(queries) }),
            statsPeriod,
            links: link ? { sentry: link } : {},
            ...(components && {
              components: mergeComponents(components, summaries),
            }),
          },
          used,
        };
      },
    });
  }
}

/**
 * Asks Sentry for the figures of one scope. Users, trend and counts of components are
 * optional. Users and trend are left out where the counts are narrowed by a search that
 * events can't be.
 */
async function loadSummary(
  scope: ProjectScope,
  filter: SummaryFilter,
  parts: ComponentQuery[],
): Promise<ScopeSummary> {
  const { client, organization, projectIds } = scope;
  const queries = filter.queries.flatMap(
    query => ownIssuesQuery(query, scope) ?? [],
  );
  if (queries.length < filter.queries.length) {
    return noFigures(filter, parts);
  }
  const params = {
    project: projectIds,
    environment: filter.environments,
    statsPeriod: filter.statsPeriod,
  };
  const [counts, users, trend, components] = await Promise.all([
    client.countIssues(organization, { ...params, queries }),
    filter.isNarrowed
      ? undefined
      : optional(client.countUsers(organization, params)),
    filter.isNarrowed
      ? undefined
      : optional(client.eventTrend(organization, params)),
    optional(countComponents(scope, params, parts)),
  ]);
  return {
    counts: counts.map(toCount),
    ...(users !== undefined && { users }),
    ...(trend && { trend }),
    ...(components?.length && { components }),
  };
}

/** The figures of a scope that has none of the environments, or nothing that the search can match. */
function noFigures(
  { queries, isNarrowed }: SummaryFilter,
  parts: ComponentQuery[],
): ScopeSummary {
  return {
    counts: queries.map(() => none),
    ...(!isNarrowed && { users: 0, trend: [] }),
    ...(parts.length && {
      components: parts.map(({ ref, projects }) => ({
        ref,
        projects,
        ...none,
      })),
    }),
  };
}

async function countComponents(
  scope: ProjectScope,
  params: SentryScopeParams,
  parts: ComponentQuery[],
): Promise<ComponentCount[]> {
  const { client, organization } = scope;
  const asked = parts.map(one => ({
    ...one,
    query: ownIssuesQuery(one.query, scope) ?? one.query,
  }));
  const queries = [...new Set(asked.map(({ query }) => query))];
  const counts = new Map<string, ScopeCount>();
  await Promise.all(
    inChunks(queries).map(async chunk => {
      const counted = await client.countIssues(organization, {
        ...params,
        queries: chunk,
        inOneCall: true,
      });
      chunk.forEach((query, index) =>
        counts.set(query, toCount(counted[index])),
      );
    }),
  );
  return asked.map(({ ref, projects, query }) => ({
    ref,
    projects,
    ...(counts.get(query) ?? { capped: false }),
  }));
}

function toCount({ count, capped }: SentryIssueCount): ScopeCount {
  return { ...(count !== undefined && { count }), capped };
}

/**
 * Adds up the figures of several scopes. A sum of counts of which one was capped is capped.
 * Users are distinct within an organization; the same person in two
 * organizations counts twice, because Sentry knows no better. A figure that a scope
 * lacks is left out: a part would look like the whole.
 */
function mergeSummaries(
  summaries: ScopeSummary[],
  statsPeriod: string,
): Figures {
  const figures: Figures = { capped: [] };
  summaryCounts.forEach((name, index) => {
    const all = summaries.map(({ counts }) => counts[index]);
    const count = sumOfAll(all.map(one => one?.count));
    if (count !== undefined) {
      figures[name] = count;
      if (all.some(({ capped }) => capped)) {
        figures.capped.push(name);
      }
    }
  });
  const users = sumOfAll(summaries.map(summary => summary.users));
  if (users !== undefined) {
    figures.users = users;
  }
  const trends = summaries.map(({ trend }) => trend);
  if (trends.every(trend => trend !== undefined)) {
    figures.trend = { period: statsPeriod, buckets: addBuckets(trends) };
  }
  return figures;
}

function addBuckets(trends: SentryTrend['buckets'][]): SentryTrend['buckets'] {
  const events = new Map<number, number>();
  for (const [start, count] of trends.flat()) {
    events.set(start, (events.get(start) ?? 0) + count);
  }
  return [...events].sort(([a], [b]) => a - b);
}

/**
 * Adds up what the scopes counted for each component. One with a project that was not counted
 * has no count: a part would look like the whole.
 */
export function mergeComponents(
  components: SentryComponent[],
  summaries: ScopeSummary[],
): SentryComponentSummary[] {
  const counted = summaries.flatMap(summary => summary.components ?? []);
  return components.map(component => {
    const own = counted.filter(
      ({ ref, count }) => ref === component.ref && count !== undefined,
    );
    const count = sumOfAll(own.map(one => one.count));
    return sum(own.map(({ projects }) => projects)) ===
      component.projects.length
      ? {
          ...component,
          unresolved: count,
          capped: own.some(({ capped }) => capped),
        }
      : { ...component, capped: false };
  });
}
