import type {
  SentryIssuesQuery,
  SentryRelease,
} from 'backstage-plugin-sentry-common';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../answers/keys';
import { type Answer } from '../../answers/Answer';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
} from '../../answers/unknownEnvironments';
import { askSources } from '../../answers/askSources';
import { compose } from '../../answers/compose';
import { askedEnvironments } from '../issues/filters';
import type { Source } from '../../scopes/types';
import type { EntityServiceOptions } from '../types';
import { loadSourceReleases, type SourceReleases } from './loadSourceReleases';

/** What releases can be asked for. */
export type ReleasesQuery = Pick<SentryIssuesQuery, 'environment' | 'project'>;

/** The releases of an entity's projects, the newest first. */
export class ReleasesService {
  readonly #parts: EntityServiceOptions;

  static create(options: EntityServiceOptions): ReleasesService {
    return new ReleasesService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /**
   * Health, new issues and the releases themselves are of the environments, which are the
   * entity's own where none is asked for.
   *
   * @throws SentryProblemError where no project can be asked
   */
  async list(
    authorized: AuthorizedEntity,
    asked: ReleasesQuery,
  ): Promise<Answer> {
    const { resolver, answers, sight } = this.#parts;
    const projects = await resolver.resolve(authorized, asked.project);
    const environments = askedEnvironments(
      asked.environment,
      authorized.entity.annotations,
    );
    const key = cacheKey('releases', [projects.key, environments]);
    return answers.get('releases', key, async () => {
      const found = await askSources({
        sources: projects.sources,
        sight,
        ask: source => this.#ofSource(source, environments),
      });
      const used = found.answers.map(({ cached }) => cached);
      if (!found.isPartial) {
        refuseUnknownEnvironments(used.map(({ value }) => value));
      }
      return compose({
        content: {
          items: used.flatMap(({ value }) => value.items).sort(byDate),
        },
        used,
        problems: [...projects.problems, ...found.problems],
        partial: found.isPartial,
      });
    });
  }

  #ofSource(source: Source, environments: string[]) {
    const { cache, times } = this.#parts;
    return cache.get<SourceReleases>({
      key: cacheKey('releases.source', [source.key, environments]),
      ...times,
      isOwn: !source.client.isShared,
      load: () =>
        askKnownEnvironments({
          environments,
          ask: names => loadSourceReleases(source, names),
          isFound: ({ items }) => items.length > 0,
          known: async () => (await this.#parts.environments.get(source)).value,
          none: { items: [] },
        }),
    });
  }
}

/** By when they were added, as Sentry lists them: of each source these are the latest. */
function byDate(a: SentryRelease, b: SentryRelease): number {
  const dateOf = ({ dateReleased, dateCreated }: SentryRelease) =>
    Date.parse(dateCreated ?? dateReleased ?? '') || 0;
  return dateOf(b) - dateOf(a);
}
