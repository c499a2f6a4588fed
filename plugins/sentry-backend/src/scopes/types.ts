import type {
  SentryComponent,
  SentryProblem,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import type {
  SentryClient,
  SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import type { EntityProjectRef } from '../access/types';
import type { CacheFacts } from '../answers/types';
import type { ProjectTarget } from './findTarget';

/** One entry of the annotation: found, or with the reason why not. */
export type ResolvedEntry = { ref: EntityProjectRef } & (
  | {
      project: SentryProject;
      platform?: string;
      target: ProjectTarget;
      client: SentryClient;
      facts: CacheFacts;
      /** Why it is known by its issues alone. */
      limit?: SentryProblem;
      problem?: undefined;
    }
  | {
      problem: SentryProblem;
      /** Where the problem is what Sentry said; absent where config or annotation says it. */
      facts?: CacheFacts;
      /** Whether the next request may find the project. */
      mayPass?: boolean;
    }
);

/**
 * The projects of an entity that one upstream call can ask about: those of one
 * organization on one instance.
 */
export interface Source {
  /** Names the source within its entity. */
  id: string;
  /** What every answer about the source depends on, as part of its cache key. */
  key: string;
  client: SentryClient;
  instance: SentryInstanceConfig;
  organization: string;
  /** In order of their ids; never empty. */
  projects: SentryProject[];
  /**
   * Whether none of the projects is one of the caller's own entities, where these were set
   * apart.
   */
  isOthers?: boolean;
  /**
   * When issues of the projects were last changed through Backstage, in milliseconds since
   * 1970: what was asked before is old. Absent where no change is known.
   */
  changedAt?: number;
}

/** What an entity's annotation came to. */
export interface ResolvedProjects {
  entries: ResolvedEntry[];
  sources: Source[];
  /** Of the annotation, and of entries that can't be found. */
  problems: SentryProblem[];
  /** What of projects that were found can't be read, each once for an organization. */
  limits: SentryProblem[];
  /** As whom Sentry can be asked: one for each instance that the entity names. */
  clients: SentryClient[];
  /** Whose projects these are, where an entity speaks for others. */
  components?: SentryComponent[];
  /** What every answer about these projects depends on, as part of its cache key. */
  key: string;
}
