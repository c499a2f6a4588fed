import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../answers/keys';
import { type Answer } from '../../answers/Answer';
import { type AnswerCache, type Composed } from '../../answers/AnswerCache';
import { askSources } from '../../answers/askSources';
import { compose } from '../../answers/compose';
import type { ProjectResolver } from '../../scopes/ProjectResolver';
import type { ResolvedProjects } from '../../scopes/types';
import type { ProjectSight } from '../../scopes/ProjectSight';
import type { EntityServiceOptions } from '../types';
import type { SourceEnvironments } from './SourceEnvironments';

/** The environments that an entity's issues can be filtered by. */
export class EnvironmentsService {
  readonly #resolver: ProjectResolver;
  readonly #answers: AnswerCache;
  readonly #environments: SourceEnvironments;
  readonly #sight: ProjectSight;

  static create(options: EntityServiceOptions): EnvironmentsService {
    return new EnvironmentsService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#resolver = options.resolver;
    this.#answers = options.answers;
    this.#environments = options.environments;
    this.#sight = options.sight;
  }

  /** @throws SentryProblemError where no project can be asked */
  async list(authorized: AuthorizedEntity): Promise<Answer> {
    const projects = await this.#resolver.resolve(authorized);
    const defaults = authorized.entity.annotations?.environments ?? [];
    return this.#answers.get(
      'environments',
      cacheKey('environments', [projects.key, defaults]),
      () => this.#compose(projects, defaults),
    );
  }

  async #compose(
    { sources, problems }: ResolvedProjects,
    defaults: string[],
  ): Promise<Composed> {
    const asked = await askSources({
      sources,
      sight: this.#sight,
      ask: source => this.#environments.get(source),
    });
    const used = asked.answers.map(({ cached }) => cached);
    const names = new Set(used.flatMap(({ value }) => value));
    return compose({
      content: {
        items: [...names].sort().map(name => ({ name })),
        defaults,
      },
      used,
      problems: [...problems, ...asked.problems],
      partial: asked.isPartial,
    });
  }
}
