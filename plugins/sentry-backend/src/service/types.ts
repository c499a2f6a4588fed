import type { AnswerCache, SourceCache } from '../cache';
import type { SourceEnvironments } from './environments';
import type { ProjectResolver } from './projects';
import type { ProjectSight } from './sight';

/** How long what Sentry answered is kept, in milliseconds. */
export interface CacheTimes {
  ttlMs: number;
  staleForMs: number;
}

/** What each service about an entity is made of. */
export interface EntityServiceOptions {
  resolver: ProjectResolver;
  environments: SourceEnvironments;
  sight: ProjectSight;
  answers: AnswerCache;
  cache: SourceCache;
  times: CacheTimes;
}
