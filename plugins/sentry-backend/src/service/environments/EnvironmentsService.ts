import type { SentryProblem } from 'backstage-plugin-sentry-common';
import pLimit from 'p-limit';
import type { SentryEntity } from '../../access';
import {
  cacheKey,
  type Answer,
  type AnswerCache,
  type Composed,
  type SourceCache,
} from '../../cache';
import { askSources, compose, sourceKey } from '../answers';
import type { ProjectResolver, Source } from '../projects';
import type { CacheTimes, EntityServiceOptions } from '../types';

const MAX_CONCURRENCY = 5;

/** The environments that an entity's issues can be filtered by. */
export class EnvironmentsService {
  readonly #resolver: ProjectResolver;
  readonly #answers: AnswerCache;
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;

  static create(options: EntityServiceOptions): EnvironmentsService {
    return new EnvironmentsService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#resolver = options.resolver;
    this.#answers = options.answers;
    this.#cache = options.cache;
    this.#times = options.times;
  }

  /** @throws SentryProblemError where no project can be asked */
  async list(entity: SentryEntity): Promise<Answer> {
    const { sources, problems } = await this.#resolver.resolve(entity);
    const defaults = entity.annotations?.environments ?? [];
    const key = cacheKey('environments', [
      sources.map(sourceKey),
      defaults,
      JSON.stringify(problems),
    ]);
    return this.#answers.get('environments', key, () =>
      this.#compose(sources, defaults, problems),
    );
  }

  async #compose(
    sources: Source[],
    defaults: string[],
    problems: SentryProblem[],
  ): Promise<Composed> {
    const limit = pLimit(MAX_CONCURRENCY);
    const single = sources.flatMap(source =>
      source.projects.map(project => ({ ...source, projects: [project] })),
    );
    const asked = await askSources(single, source =>
      limit(() => this.#ofProject(source)),
    );
    const used = asked.answers.map(({ cached }) => cached);
    const names = new Set(used.flatMap(({ value }) => value));
    return compose({
      content: {
        items: [...names].sort().map(name => ({ name })),
        defaults,
      },
      used,
      problems: [...problems, ...asked.problems],
      partial: asked.problems.length > 0,
    });
  }

  #ofProject(source: Source) {
    const { client, organization, projects } = source;
    return this.#cache.get<string[]>({
      key: cacheKey('environments.source', sourceKey(source)),
      ...this.#times,
      load: () => client.listEnvironments(organization, projects[0].slug),
    });
  }
}
