import { isSentryMultiProjectRefusal } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey } from '../../answers/keys';
import { sourceOf } from '../../scopes/groupSources';
import { type Source } from '../../scopes/types';

const MAX_ORGANIZATIONS = 1_000;
// A plan may be upgraded.
const TTL_MS = 60 * 60_000;

/**
 * Remembers the organizations whose Sentry plan lists the issues of one project at a
 * time: there each project is a source of its own.
 */
export class SingleProjectPlans {
  readonly #organizations = new LRUCache<string, true>({
    max: MAX_ORGANIZATIONS,
    ttl: TTL_MS,
  });

  /** Takes note where a failure is the refusal of such a plan. */
  learn(source: Source, error: unknown): void {
    if (isSentryMultiProjectRefusal(error)) {
      this.#organizations.set(keyOf(source), true);
    }
  }

  /** Whether asking about all projects of the source at once is of no use. */
  refuses(source: Source): boolean {
    return source.projects.length > 1 && this.#organizations.has(keyOf(source));
  }

  split(sources: Source[]): Source[] {
    return sources.flatMap(source =>
      this.refuses(source)
        ? source.projects.map(project =>
            sourceOf({
              ...source,
              id: `${source.id}:${project.id}`,
              projects: [project],
            }),
          )
        : source,
    );
  }
}

function keyOf({ instance, client, organization }: Source): string {
  return cacheKey('plan', [instance.name, client.credentialId, organization]);
}
