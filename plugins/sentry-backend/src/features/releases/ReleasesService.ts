import type {
  SentryIssuesQuery,
  SentryRelease,
} from 'backstage-plugin-sentry-common';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../cache/keys';
import { type Answer } from '../../answers/AnswerCache';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
} from '../../answers/environments';
import { askScopes, compose } from '../../answers/answerFrom';
import { askedEnvironments } from '../issues/filters';
import type { ProjectScope } from '../../scopes/types';
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
    const { resolver, answers, visibility } = this.#parts;
    const projects = await resolver.resolve(authorized, asked.project);
    const environments = askedEnvironments(
      asked.environment,
      authorized.entity.annotations,
    );
    const key = cacheKey('releases', [projects.key, environments]);
    return answers.get('releases', key, async () => {
      const found = await askScopes({
        scopes: projects.scopes,
        visibility,
        ask: scope => this.#ofSource(scope, environments),
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

  #ofSource(scope: ProjectScope, environments: string[]) {
    const { cache, times } = this.#parts;
    return cache.get<SourceReleases>({
      key: cacheKey('releases.scope', [scope.key, environments]),
      ...times,
      isOwn: !scope.client.isShared,
      load: () =>
        askKnownEnvironments({
          environments,
          ask: names => loadSourceReleases(scope, names),
          isFound: ({ items }) => items.length > 0,
          known: async () => (await this.#parts.environments.get(scope)).value,
          none: { items: [] },
        }),
    });
  }
}

/** By when they were added, as Sentry lists them: of each scope these are the latest. */
function byDate(a: SentryRelease, b: SentryRelease): number {
  const dateOf = ({ dateReleased, dateCreated }: SentryRelease) =>
    Date.parse(dateCreated ?? dateReleased ?? '') || 0;
  return dateOf(b) - dateOf(a);
}
