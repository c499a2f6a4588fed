import type { AnswerCache } from '../answers/AnswerCache';
import type { SourceCache } from '../cache/SourceCache';
import type { SourceEnvironments } from '../answers/environments';
import type { ScopeResolver } from '../scopes/ScopeResolver';
import type { ProjectVisibility } from '../scopes/visibility';

/** How long what Sentry answered is kept, in milliseconds. */
export interface CacheTimes {
  ttlMs: number;
  staleForMs: number;
}

/** What each service about an entity is made of. */
export interface EntityServiceOptions {
  resolver: ScopeResolver;
  environments: SourceEnvironments;
  visibility: ProjectVisibility;
  answers: AnswerCache;
  cache: SourceCache;
  times: CacheTimes;
}
