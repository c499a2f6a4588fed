import type { SentrySummaryFacts } from 'backstage-plugin-sentry-common';
import { optional, type AnswerPipeline } from '../../answers/answerFrom';
import type { ProjectScope } from '../../scopes/types';
import { ownIssuesQuery } from '../issues/query';
import { askHasAlert } from '../monitoring';
import { inChunks, type SummaryFilter } from './queries';

/**
 * Sentry sorts issues by when they were first seen, the newest first, and no other way round.
 * How many are older than each of these it counts in one call.
 */
const AGES_IN_DAYS = [1, 7, 14, 30, 60, 90, 180, 365];

/** What scorecards ask for beside the counts. What can't be read is absent. */
export async function askFacts(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
  filter: SummaryFilter,
): Promise<SentrySummaryFacts> {
  const [hasAlert, oldest] = await Promise.all([
    askHasAlert(pipeline, scope),
    optional(
      pipeline.ask<number | null>(scope, {
        kind: 'summary.age',
        parameters: Object.entries(filter),
        isChangeable: true,
        load: () => loadOldest(scope, filter),
      }),
    ),
  ]);
  return { hasAlert, oldestUnresolvedDays: oldest?.value ?? undefined };
}

async function loadOldest(
  scope: ProjectScope,
  { environments, statsPeriod, queries: [unresolved] }: SummaryFilter,
): Promise<number | null> {
  const { client, organization, projectIds } = scope;
  const query = ownIssuesQuery(unresolved, scope);
  if (query === undefined) {
    return 0;
  }
  const older = AGES_IN_DAYS.map(days => `${query} age:+${days}d`);
  const counts = await Promise.all(
    inChunks(older).map(queries =>
      client.countIssues(organization, {
        project: projectIds,
        environment: environments,
        statsPeriod,
        queries,
        inOneCall: true,
      }),
    ),
  );
  const known = counts.flat().map(({ count }) => count);
  return known.includes(undefined)
    ? null
    : [0, ...AGES_IN_DAYS][known.filter(count => count).length];
}

/** @param scopes - `undefined` for one that failed */
export function mergeFacts(
  scopes: (SentrySummaryFacts | undefined)[],
): SentrySummaryFacts {
  const alerts = scopes.map(facts => facts?.hasAlert);
  const hasAlert = alerts.includes(false)
    ? false
    : alerts.every(Boolean) || undefined;
  const ages = scopes.map(facts => facts?.oldestUnresolvedDays);
  const known = ages.filter(age => age !== undefined);
  return {
    ...(hasAlert !== undefined && { hasAlert }),
    ...(known.length === ages.length && {
      oldestUnresolvedDays: Math.max(...known),
    }),
  };
}
