import type { AnswerCache } from '../answers/AnswerCache';
import type { SourceCache } from '../answers/SourceCache';
import type { SourceEnvironments } from './environments/SourceEnvironments';
import type { ProjectResolver } from '../scopes/ProjectResolver';
import type { ProjectSight } from '../scopes/ProjectSight';

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
