import type { SentryRelease } from 'backstage-plugin-sentry-common';
import type { Admission } from '../../access';
import { cacheKey, type Answer } from '../../cache';
import { askSources, compose } from '../answers';
import type { EntityServiceOptions } from '../types';
import { loadSourceReleases } from './loadSourceReleases';

/** The releases of an entity's projects, the newest first. */
export class ReleasesService {
  readonly #parts: EntityServiceOptions;

  static create(options: EntityServiceOptions): ReleasesService {
    return new ReleasesService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#parts = options;
  }

  /** @throws SentryProblemError where no project can be asked */
  async list(admission: Admission): Promise<Answer> {
    const { resolver, answers, cache, sight, times } = this.#parts;
    const { sources, problems, key } = await resolver.resolve(admission);
    return answers.get('releases', cacheKey('releases', [key]), async () => {
      const asked = await askSources({
        sources,
        sight,
        ask: source =>
          cache.get<SentryRelease[]>({
            key: cacheKey('releases.source', [source.key]),
            ...times,
            isOwn: !source.client.isShared,
            load: () => loadSourceReleases(source),
          }),
      });
      const used = asked.answers.map(({ cached }) => cached);
      return compose({
        content: { items: used.flatMap(({ value }) => value).sort(byDate) },
        used,
        problems: [...problems, ...asked.problems],
        partial: asked.isPartial,
      });
    });
  }
}

function byDate(a: SentryRelease, b: SentryRelease): number {
  const dateOf = ({ dateReleased, dateCreated }: SentryRelease) =>
    Date.parse(dateReleased ?? dateCreated ?? '') || 0;
  return dateOf(b) - dateOf(a);
}
