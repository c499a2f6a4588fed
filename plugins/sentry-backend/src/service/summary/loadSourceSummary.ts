import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Source } from '../projects';
import type { SourceSummary, SummaryFilter } from './types';

/**
 * Asks Sentry for the figures of one source. Users and trend are extras: what
 * Sentry can't or won't tell of them is left out, and so are both where the counts are
 * narrowed by a search that events can't be.
 */
export async function loadSourceSummary(
  { client, organization, projects }: Source,
  filter: SummaryFilter,
): Promise<SourceSummary> {
  const scope = {
    project: projects.map(({ id }) => id),
    environment: filter.environments,
    statsPeriod: filter.statsPeriod,
  };
  const [counts, users, trend] = await Promise.all([
    client.countIssues(organization, { ...scope, queries: filter.queries }),
    filter.isNarrowed
      ? undefined
      : extra(client.countUsers(organization, scope)),
    filter.isNarrowed
      ? undefined
      : extra(client.eventTrend(organization, scope)),
  ]);
  return {
    counts: counts.map(({ count, capped }) => ({
      ...(count !== undefined && { count }),
      capped,
    })),
    ...(users !== undefined && { users }),
    ...(trend && { trend }),
  };
}

/** The figures of a source that has none of the environments. */
export function noFigures(filter: SummaryFilter): SourceSummary {
  return {
    counts: filter.queries.map(() => ({ count: 0, capped: false })),
    ...(!filter.isNarrowed && { users: 0, trend: [] }),
  };
}

async function extra<T>(figure: Promise<T>): Promise<T | undefined> {
  try {
    return await figure;
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return undefined;
    }
    throw error;
  }
}
