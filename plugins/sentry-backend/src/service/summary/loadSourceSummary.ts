import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Source } from '../projects';
import type { SourceSummary, SummaryFilter } from './types';

/**
 * Asks Sentry for the figures of one source. Users and trend are extras: what
 * Sentry can't or won't tell of them is left out.
 */
export async function loadSourceSummary(
  source: Source,
  filter: SummaryFilter,
): Promise<SourceSummary> {
  const { client, organization, projects } = source;
  const scope = {
    project: projects.map(({ id }) => id),
    environment: filter.environments,
    statsPeriod: filter.statsPeriod,
  };
  const [counts, users, trend] = await Promise.all([
    client.countIssues(organization, { ...scope, queries: filter.queries }),
    extra(client.countUsers(organization, scope)),
    extra(client.eventTrend(organization, scope)),
  ]);
  return {
    counts,
    ...(users !== undefined && { users }),
    ...(trend && { trend }),
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
