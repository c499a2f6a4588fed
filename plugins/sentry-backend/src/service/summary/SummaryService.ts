import {
  sentryIssuesDefaults,
  type SentryIssuesQuery,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { SentryEntity } from '../../access';
import {
  cacheKey,
  type Answer,
  type AnswerCache,
  type Composed,
  type SourceCache,
} from '../../cache';
import { askSources, compose, sourceKey } from '../answers';
import { askedEnvironments } from '../issues';
import { issuesLink } from '../links';
import type { ProjectResolver, Source } from '../projects';
import type { CacheTimes, EntityServiceOptions } from '../types';
import { loadSourceSummary } from './loadSourceSummary';
import { mergeSummaries } from './mergeSummaries';
import { summaryQueries } from './summaryQueries';
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
  readonly #resolver: ProjectResolver;
  readonly #answers: AnswerCache;
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;

  static create(options: EntityServiceOptions): SummaryService {
    return new SummaryService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#resolver = options.resolver;
    this.#answers = options.answers;
    this.#cache = options.cache;
    this.#times = options.times;
  }

  /** @throws SentryProblemError where no project can be asked */
  async summarize(entity: SentryEntity, asked: SummaryQuery): Promise<Answer> {
    const { sources, problems } = await this.#resolver.resolve(
      entity,
      asked.project,
    );
    const filter = {
      environments: askedEnvironments(asked.environment, entity.annotations),
      statsPeriod: asked.statsPeriod ?? sentryIssuesDefaults.statsPeriod,
      queries: summaryQueries(entity.annotations?.query),
    };
    const key = cacheKey('summary', [
      sources.map(sourceKey),
      Object.entries(filter),
      JSON.stringify(problems),
    ]);
    return this.#answers.get('summary', key, () =>
      this.#compose(sources, filter, problems),
    );
  }

  async #compose(
    sources: Source[],
    filter: SummaryFilter,
    problems: SentryProblem[],
  ): Promise<Composed> {
    const asked = await askSources(sources, source =>
      this.#cache.get<SourceSummary>({
        key: cacheKey('summary.source', [
          ...sourceKey(source),
          Object.entries(filter),
        ]),
        ...this.#times,
        load: () => loadSourceSummary(source, filter),
      }),
    );
    const used = asked.answers.map(({ cached }) => cached);
    const { environments, statsPeriod, queries } = filter;
    const link = issuesLink(sources, {
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
        statsPeriod,
        links: link ? { sentry: link } : {},
      },
      used,
      problems: [...problems, ...asked.problems],
      partial: asked.problems.length > 0,
    });
  }
}
