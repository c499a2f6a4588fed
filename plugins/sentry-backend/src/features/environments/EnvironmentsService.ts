import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../cache/keys';
import { Answer, AnswerCache, Composed } from '../../answers/AnswerCache';
import { askScopes, compose } from '../../answers/answerFrom';
import type { ScopeResolver } from '../../scopes/ScopeResolver';
import type { ResolvedProjects } from '../../scopes/types';
import type { ProjectVisibility } from '../../scopes/visibility';
import type { EntityServiceOptions } from '../types';
import type { SourceEnvironments } from '../../answers/environments';

/** The environments that an entity's issues can be filtered by. */
export class EnvironmentsService {
  readonly #resolver: ScopeResolver;
  readonly #answers: AnswerCache;
  readonly #environments: SourceEnvironments;
  readonly #visibility: ProjectVisibility;

  static create(options: EntityServiceOptions): EnvironmentsService {
    return new EnvironmentsService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#resolver = options.resolver;
    this.#answers = options.answers;
    this.#environments = options.environments;
    this.#visibility = options.visibility;
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
    { scopes, problems }: ResolvedProjects,
    defaults: string[],
  ): Promise<Composed> {
    const asked = await askScopes({
      scopes,
      visibility: this.#visibility,
      ask: scope => this.#environments.get(scope),
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
