import type {
  SentryIssueCount,
  SentryScopeParams,
} from 'backstage-plugin-sentry-node';
import { optional } from '../../answers/answerFrom';
import { ownIssuesQuery } from '../issues/ownIssuesQuery';
import type { ProjectScope } from '../../scopes/types';
import { inChunks, type ComponentQuery } from './componentQueries';
import type { SourceCount, SourceSummary, SummaryFilter } from './types';

const none: SourceCount = { count: 0, capped: false };

/**
 * Asks Sentry for the figures of one scope. Users, trend and counts of components are
 * extras: what Sentry can't or won't tell of them is left out, and so are users and trend
 * where the counts are narrowed by a search that events can't be.
 */
export async function loadSourceSummary(
  scope: ProjectScope,
  filter: SummaryFilter,
  ofComponents: ComponentQuery[],
): Promise<SourceSummary> {
  const { client, organization, projects } = scope;
  const queries = filter.queries.flatMap(
    query => ownIssuesQuery(query, scope) ?? [],
  );
  if (queries.length < filter.queries.length) {
    return noFigures(filter, ofComponents);
  }
  const params = {
    project: projects.map(({ id }) => id),
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
    optional(countComponents(scope, params, ofComponents)),
  ]);
  return {
    counts: counts.map(toCount),
    ...(users !== undefined && { users }),
    ...(trend && { trend }),
    ...(components?.length && { components }),
  };
}

/** The figures of a scope that has none of the environments, or nothing that the search can find. */
export function noFigures(
  filter: SummaryFilter,
  ofComponents: ComponentQuery[],
): SourceSummary {
  return {
    counts: filter.queries.map(() => none),
    ...(!filter.isNarrowed && { users: 0, trend: [] }),
    ...(ofComponents.length && {
      components: ofComponents.map(({ ref, projects }) => ({
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
  ofComponents: ComponentQuery[],
): Promise<SourceSummary['components']> {
  const { client, organization } = scope;
  const asked = ofComponents.map(one => ({
    ...one,
    query: ownIssuesQuery(one.query, scope) ?? one.query,
  }));
  const queries = [...new Set(asked.map(({ query }) => query))];
  const counts = new Map<string, SourceCount>();
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

function toCount({ count, capped }: SentryIssueCount): SourceCount {
  return { ...(count !== undefined && { count }), capped };
}
