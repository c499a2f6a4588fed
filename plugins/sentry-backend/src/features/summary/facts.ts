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

/** One call a project. */
const MAX_RULES = 20;
/** Rules change seldom. */
const RULES_MS = 60 * 60_000;

/** What scorecards ask for beside the counts. What can't be read is absent. */
export async function askFacts(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
  filter: SummaryFilter,
): Promise<SentrySummaryFacts> {
  const [hasAlert, hasOwnerRule, oldest] = await Promise.all([
    askHasAlert(pipeline, scope),
    askHasOwnerRule(pipeline, scope),
    optional(
      pipeline.ask<number | null>(scope, {
        kind: 'summary.age',
        parameters: Object.entries(filter),
        isChangeable: true,
        load: () => loadOldest(scope, filter),
      }),
    ),
  ]);
  return {
    hasAlert,
    hasOwnerRule,
    oldestUnresolvedDays: oldest?.value ?? undefined,
  };
}

async function askHasOwnerRule(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
): Promise<boolean | undefined> {
  const { client, organization, projects } = scope;
  const asked = projects.slice(0, MAX_RULES);
  const found = await Promise.all(
    asked.map(({ id, slug }) =>
      optional(
        pipeline.ask<boolean | null>(scope, {
          kind: 'ownership.project',
          parameters: [id],
          ttlMs: RULES_MS,
          load: async () =>
            (await client.hasOwnershipRule(organization, slug)) ?? null,
        }),
      ),
    ),
  );
  const known = found.map(one => one?.value ?? undefined);
  const isWhole = asked.length === projects.length;
  return ofEach(isWhole ? known : [...known, undefined]);
}

/** Whether it holds for each; `undefined` where that is not known. */
function ofEach(values: (boolean | undefined)[]): boolean | undefined {
  return values.includes(false) ? false : values.every(Boolean) || undefined;
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
  const hasAlert = ofEach(scopes.map(facts => facts?.hasAlert));
  const hasOwnerRule = ofEach(scopes.map(facts => facts?.hasOwnerRule));
  const ages = scopes.map(facts => facts?.oldestUnresolvedDays);
  const known = ages.filter(age => age !== undefined);
  return {
    ...(hasAlert !== undefined && { hasAlert }),
    ...(hasOwnerRule !== undefined && { hasOwnerRule }),
    ...(known.length === ages.length && {
      oldestUnresolvedDays: Math.max(...known),
    }),
  };
}
