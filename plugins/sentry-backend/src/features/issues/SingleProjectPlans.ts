import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey } from '../../cache/keys';
import { scopeOf, ProjectScope } from '../../scopes/types';

const MAX_ORGANIZATIONS = 1_000;
// A plan may be upgraded.
const TTL_MS = 60 * 60_000;

/**
 * Remembers the organizations whose Sentry plan lists the issues of one project at a
 * time: there each project is a scope of its own.
 */
export class SingleProjectPlans {
  readonly #organizations = new LRUCache<string, true>({
    max: MAX_ORGANIZATIONS,
    ttl: TTL_MS,
  });

  /** Takes note where a failure is the refusal of such a plan. */
  learn(scope: ProjectScope, error: unknown): void {
    if (
      error instanceof SentryProblemError &&
      error.reason === 'multi-project'
    ) {
      this.#organizations.set(keyOf(scope), true);
    }
  }

  /** Whether asking about all projects of the scope at once is of no use. */
  refuses(scope: ProjectScope): boolean {
    return scope.projects.length > 1 && this.#organizations.has(keyOf(scope));
  }

  split(scopes: ProjectScope[]): ProjectScope[] {
    return scopes.flatMap(scope =>
      this.refuses(scope)
        ? scope.projects.map(project =>
            scopeOf({
              ...scope,
              id: `${scope.id}:${project.id}`,
              projects: [project],
            }),
          )
        : scope,
    );
  }
}

function keyOf({ instance, client, organization }: ProjectScope): string {
  return cacheKey('plan', [instance.name, client.credentialId, organization]);
}
