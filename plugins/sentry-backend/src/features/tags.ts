import type {
  SentryTagKey,
  SentryTagValuesQuery,
} from 'backstage-plugin-sentry-common';
import type { AuthorizedEntity } from '../access/types';
import type { EntityServiceOptions } from '../answers/answerFrom';
import type { Answer } from '../answers/AnswerCache';

const MAX_KEYS = 200;
const MAX_VALUES = 50;

/** What a search of an entity's issues can name: tags and their values. */
export class TagsService {
  readonly #parts: EntityServiceOptions;

  constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /** @throws SentryProblemError where no project can be asked */
  async listKeys(authorized: AuthorizedEntity): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    return pipeline.answerFrom({
      kind: 'tags',
      resolved: await resolver.resolve(authorized),
      parameters: [],
      load: scope =>
        pipeline.ask(scope, {
          kind: 'tags.scope',
          load: () =>
            scope.client.listTags(scope.organization, {
              project: scope.projectIds,
            }),
        }),
      merge: ({ answers }) => {
        const used = answers.map(({ value }) => value);
        const tags = used.flatMap(({ value }) => value);
        const names = new Map(tags.map(({ key, name }) => [key, name]));
        const counts = addUp(tags.map(({ key, count }) => [key, count]));
        const items: SentryTagKey[] = counts
          .slice(0, MAX_KEYS)
          .map(([key]) => ({ key, name: names.get(key) ?? key }));
        return { content: { items }, used };
      },
    });
  }

  /** @throws SentryProblemError where no project can be asked */
  async listValues(
    authorized: AuthorizedEntity,
    key: string,
    { query }: SentryTagValuesQuery,
  ): Promise<Answer> {
    const { resolver, pipeline } = this.#parts;
    const parameters = [key, query ?? ''];
    return pipeline.answerFrom({
      kind: 'tag-values',
      resolved: await resolver.resolve(authorized),
      parameters,
      load: scope =>
        pipeline.ask(scope, {
          kind: 'tag-values.scope',
          parameters,
          load: () =>
            scope.client.listTagValues(scope.organization, key, {
              project: scope.projectIds,
              ...(query && { query }),
            }),
        }),
      merge: ({ answers }) => {
        const used = answers.map(({ value }) => value);
        const counts = addUp(
          used.flatMap(({ value }) =>
            value.map((one): [string, number] => [one.value, one.count]),
          ),
        );
        const items = counts
          .slice(0, MAX_VALUES)
          .map(([value, count]) => ({ value, count }));
        return { content: { items }, used };
      },
    });
  }
}

/** Each name once, the greatest sum first. */
function addUp(counts: [name: string, count: number][]): typeof counts {
  const sums = new Map<string, number>();
  for (const [name, count] of counts) {
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return [...sums].sort(([, a], [, b]) => b - a);
}
