import { cacheKey } from '../../answers/keys';
import { type Cached } from '../../answers/types';
import { type SourceCache } from '../../answers/SourceCache';
import { isProblem } from '../../scopes/lookUpProject';
import type { Source } from '../../scopes/types';
import type { CacheTimes } from '../types';

/** The environments that the projects of a source have events in. */
export class SourceEnvironments {
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;

  static create(options: {
    cache: SourceCache;
    times: CacheTimes;
  }): SourceEnvironments {
    return new SourceEnvironments(options.cache, options.times);
  }

  private constructor(cache: SourceCache, times: CacheTimes) {
    this.#cache = cache;
    this.#times = times;
  }

  /** @throws SentryProblemError where Sentry can't tell */
  get(source: Source): Promise<Cached<string[]>> {
    return this.#cache.get<string[]>({
      key: cacheKey('environments.source', [source.key]),
      ...this.#times,
      isOwn: !source.client.isShared,
      load: () => load(source),
    });
  }
}

/**
 * Of one project Sentry tells exactly; of several it does in one call, which older
 * servers answer for the whole organization, and which takes `org:read`.
 */
async function load(source: Source): Promise<string[]> {
  const { client, organization, projects } = source;
  if (projects.length > 1) {
    try {
      return await client.listOrganizationEnvironments(organization, {
        project: projects.map(({ id }) => id),
      });
    } catch (error) {
      if (!isProblem(error, 'SCOPE_MISSING')) {
        throw error;
      }
    }
  }
  const names = await Promise.all(
    projects.map(({ slug }) => client.listEnvironments(organization, slug)),
  );
  return [...new Set(names.flat())];
}
