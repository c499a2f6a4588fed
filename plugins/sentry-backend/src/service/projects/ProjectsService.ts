import type { SentryEntity } from '../../access';
import { cacheKey, type Answer, type AnswerCache } from '../../cache';
import { compose } from '../answers';
import type { ProjectResolver } from './ProjectResolver';

/** Tells which Sentry projects an entity has. */
export class ProjectsService {
  readonly #resolver: ProjectResolver;
  readonly #answers: AnswerCache;

  static create(options: {
    resolver: ProjectResolver;
    answers: AnswerCache;
  }): ProjectsService {
    return new ProjectsService(options.resolver, options.answers);
  }

  private constructor(resolver: ProjectResolver, answers: AnswerCache) {
    this.#resolver = resolver;
    this.#answers = answers;
  }

  /** @throws SentryProblemError where no entry comes to a project */
  async list(entity: SentryEntity): Promise<Answer> {
    const { entries, used } = await this.#resolver.resolve(entity);
    // Problems of entries stand with their entries; these belong to none.
    const problems = entity.annotations?.problems ?? [];
    const key = cacheKey('projects.answer', [
      JSON.stringify([entries, problems, used]),
    ]);
    return this.#answers.get('projects', key, async () =>
      compose({ content: { items: entries }, used, problems, partial: false }),
    );
  }
}
