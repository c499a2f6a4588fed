import type { AuthorizedEntity } from '../access/types';
import type { EntityServiceOptions } from '../answers/answerFrom';
import type { Answer } from '../answers/AnswerCache';
import { environmentsOf } from '../answers/environments';

/** The environments that an entity's issues can be filtered by. */
export class EnvironmentsService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /** @throws SentryProblemError where no project can be asked */
  async list(authorized: AuthorizedEntity): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    const resolved = await resolver.resolve(authorized);
    const defaults = authorized.entity.annotations?.environments ?? [];
    return pipeline.answerFrom({
      kind: 'environments',
      resolved,
      parameters: defaults,
      load: scope => environmentsOf(pipeline, scope),
      merge: ({ answers }) => {
        const names = new Set(answers.flatMap(({ value }) => value.value));
        return {
          content: {
            items: [...names].sort().map(name => ({ name })),
            defaults,
          },
          used: answers.map(({ value }) => value),
        };
      },
    });
  }
}
