import {
  sentryIssuesDefaults,
  type SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import type {
  SentryScopeParams,
  SentryAnswer,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import { optional, type EntityServiceOptions } from '../../answers/answerFrom';
import type { Answer } from '../../answers/AnswerCache';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
} from '../../answers/environments';
import { issuesLink } from '../../scopes/links';
import type { ProjectScope } from '../../scopes/types';
import { askedEnvironments, ownIssuesQuery } from '../issues/query';
import { askFindings, mergeFindings } from '../monitoring';
import { askReleases, newestFirst } from '../releases';
import { askFacts, mergeFacts } from './facts';
import {
  mergeComponents,
  mergeSummaries,
  type ComponentCount,
  type ScopeCount,
  type ScopeFigures,
  type ScopeSummary,
} from './mergeSummaries';
import {
  componentCounts,
  componentQueries,
  inChunks,
  queriesByCount,
  summaryQueries,
  type ComponentQueries,
  type SummaryFilter,
} from './queries';

/** What a summary can be asked for. */
export type SummaryQuery = Pick<
  SentryIssuesQuery,
  'environment' | 'project' | 'statsPeriod'
>;

const none: ScopeCount = { count: 0, capped: false };

/** The figures of an entity's card, as Sentry counts them: never from one page of a list. */
export class SummaryService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /**
   * @param options - `isWhole`: whether the newest release and the findings are read, too, which
   *   may take more calls. Their failure is no problem of the summary. `withFacts`: the same for
   *   the newest release and the facts
   * @throws SentryProblemError where no project can be asked
   */
  async summarize(
    authorized: AuthorizedEntity,
    asked: SummaryQuery,
    { isWhole = false, withFacts = false } = {},
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
      parameters: [...Object.entries(filter), isWhole, withFacts],
      load: async scope => {
        const parts = componentQueries(scope, components, queries);
        const counting = pipeline.ask<ScopeSummary>(scope, {
          kind: 'summary.scope',
          parameters: [
            Object.entries(filter),
            parts.map(part => [part.ref, ...part.queries]),
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
        const [summary, releases, findings, facts] = await Promise.all([
          counting,
          isWhole || withFacts
            ? optional(askReleases(pipeline, scope, environments))
            : undefined,
          isWhole ? askFindings(pipeline, scope) : undefined,
          withFacts ? askFacts(pipeline, scope, filter) : undefined,
        ]);
        const items = releases?.value.items ?? [];
        return { summary, releases: items, findings, facts };
      },
      merge: ({ answers, failures }) => {
        const used = answers.map(({ value }) => value.summary);
        const [release] = newestFirst(
          answers.flatMap(({ value }) => value.releases),
        );
        const findings = mergeFindings(
          answers.map(({ value }) => value.findings),
        );
        const summaries = used.map(({ value }) => value);
        const figures: ScopeFigures[] = [
          ...answers.map(({ scope, value }) => ({
            scope,
            summary: value.summary.value,
          })),
          ...failures,
        ];
        if (!failures.length) {
          refuseUnknownEnvironments(summaries);
        }
        const link = issuesLink(
          figures.map(({ scope }) => scope),
          { environments, statsPeriod, query: queries[0] },
        );
        return {
          content: {
            ...mergeSummaries(figures, statsPeriod),
            ...(isNarrowed && { queries: queriesByCount(queries) }),
            statsPeriod,
            ...(release && { release }),
            ...(findings && { findings }),
            ...(withFacts && {
              facts: mergeFacts([
                ...answers.map(({ value }) => value.facts),
                ...failures.map(() => undefined),
              ]),
            }),
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
  parts: ComponentQueries[],
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
  parts: ComponentQueries[],
): ScopeSummary {
  return {
    counts: queries.map(() => none),
    ...(!isNarrowed && { users: 0, trend: [] }),
    ...(parts.length && {
      components: parts.map(({ ref, projects }) => ({
        ref,
        projects,
        counts: componentCounts.map(() => none),
      })),
    }),
  };
}

async function countComponents(
  scope: ProjectScope,
  params: SentryScopeParams,
  parts: ComponentQueries[],
): Promise<ComponentCount[]> {
  const { client, organization } = scope;
  const own = (query: string) => ownIssuesQuery(query, scope) ?? query;
  const queries = [...new Set(parts.flatMap(part => part.queries.map(own)))];
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
  return parts.map(part => ({
    ref: part.ref,
    projects: part.projects,
    counts: part.queries.map(
      query => counts.get(own(query)) ?? { capped: false },
    ),
  }));
}

function toCount({
  count,
  capped,
}: SentryAnswer<'countIssues'>[number]): ScopeCount {
  return { ...(count !== undefined && { count }), capped };
}
