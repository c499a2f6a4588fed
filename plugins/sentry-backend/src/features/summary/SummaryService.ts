import {
  sentryIssuesDefaults,
  type SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../cache/keys';
import { Answer, AnswerCache, Composed } from '../../answers/AnswerCache';
import { type SourceCache } from '../../cache/SourceCache';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
  type SourceEnvironments,
} from '../../answers/environments';
import { askScopes, compose } from '../../answers/answerFrom';
import { askedEnvironments } from '../issues/filters';
import { issuesLink } from '../../scopes/links';
import type { ScopeResolver } from '../../scopes/ScopeResolver';
import type { ResolvedProjects, ProjectScope } from '../../scopes/types';
import type { ProjectVisibility } from '../../scopes/visibility';
import type { CacheTimes, EntityServiceOptions } from '../types';
import { componentQueries, type ComponentQuery } from './componentQueries';
import { loadSourceSummary, noFigures } from './loadSourceSummary';
import { mergeComponents } from './mergeComponents';
import { mergeSummaries } from './mergeSummaries';
import { queriesByCount, summaryQueries } from './summaryQueries';
import type { SourceSummary, SummaryFilter } from './types';

/** What a summary can be asked for. */
export type SummaryQuery = Pick<
  SentryIssuesQuery,
  'environment' | 'project' | 'statsPeriod'
>;

/**
 * The figures of an entity's card, as Sentry counts them: never from one page of a list.
 */
export class SummaryService {
  readonly #resolver: ScopeResolver;
  readonly #environments: SourceEnvironments;
  readonly #visibility: ProjectVisibility;
  readonly #answers: AnswerCache;
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;

  static create(options: EntityServiceOptions): SummaryService {
    return new SummaryService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#resolver = options.resolver;
    this.#environments = options.environments;
    this.#visibility = options.visibility;
    this.#answers = options.answers;
    this.#cache = options.cache;
    this.#times = options.times;
  }

  /** @throws SentryProblemError where no project can be asked */
  async summarize(
    authorized: AuthorizedEntity,
    asked: SummaryQuery,
  ): Promise<Answer> {
    const projects = await this.#resolver.resolve(authorized, asked.project);
    const { annotations } = authorized.entity;
    const filter = {
      environments: askedEnvironments(asked.environment, annotations),
      statsPeriod: asked.statsPeriod ?? sentryIssuesDefaults.statsPeriod,
      ...summaryQueries(annotations?.query),
    };
    const key = cacheKey('summary', [projects.key, Object.entries(filter)]);
    return this.#answers.get('summary', key, () =>
      this.#compose(projects, filter),
    );
  }

  async #compose(
    { scopes, problems, components }: ResolvedProjects,
    filter: SummaryFilter,
  ): Promise<Composed> {
    const asked = await askScopes({
      scopes,
      visibility: this.#visibility,
      ask: scope =>
        this.#ofSource(
          scope,
          filter,
          componentQueries(scope, components, filter.queries[0]),
        ),
    });
    const used = asked.answers.map(({ cached }) => cached);
    if (!asked.isPartial) {
      refuseUnknownEnvironments(used.map(({ value }) => value));
    }
    const { environments, statsPeriod, queries, isNarrowed } = filter;
    const link = issuesLink(asked.scopes, {
      environments,
      statsPeriod,
      query: queries[0],
    });
    return compose({
      content: {
        ...mergeSummaries(
          used.map(({ value }) => value),
          statsPeriod,
        ),
        ...(isNarrowed && { queries: queriesByCount(queries) }),
        statsPeriod,
        links: link ? { sentry: link } : {},
        ...(components && {
          components: mergeComponents(
            components,
            used.map(({ value }) => value),
          ),
        }),
      },
      used,
      problems: [...problems, ...asked.problems],
      partial: asked.isPartial,
    });
  }

  #ofSource(
    scope: ProjectScope,
    filter: SummaryFilter,
    ofComponents: ComponentQuery[],
  ) {
    return this.#cache.get<SourceSummary>({
      key: cacheKey('summary.scope', [
        scope.key,
        Object.entries(filter),
        ...ofComponents.map(({ ref, query }) => [ref, query]),
      ]),
      ...this.#times,
      changedAt: scope.changedAt,
      isOwn: !scope.client.isShared,
      load: () =>
        askKnownEnvironments({
          environments: filter.environments,
          ask: environments =>
            loadSourceSummary(scope, { ...filter, environments }, ofComponents),
          isFound: ({ counts }) => counts.some(({ count }) => count),
          known: async () => (await this.#environments.get(scope)).value,
          none: noFigures(filter, ofComponents),
        }),
    });
  }
}
