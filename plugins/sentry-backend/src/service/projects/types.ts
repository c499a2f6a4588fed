import type {
  SentryProblem,
  SentryProject,
  SentryProjectEntry,
  SentryProjectRef,
} from 'backstage-plugin-sentry-common';
import type {
  SentryClient,
  SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import type { CacheFacts } from '../../cache';
import type { ProjectTarget } from './findTarget';

/** One entry of the annotation: found, or with the reason why not. */
export type ResolvedEntry = { ref: SentryProjectRef } & (
  | {
      project: SentryProject & { platform?: string; link?: string };
      target: ProjectTarget;
      facts: CacheFacts;
      problem?: undefined;
    }
  | { problem: SentryProblem }
);

/**
 * The projects of an entity that one upstream call can ask about: those of one
 * organization on one instance.
 */
export interface Source {
  /** Names the source within its entity. */
  id: string;
  client: SentryClient;
  instance: SentryInstanceConfig;
  organization: string;
  /** In order of their ids; never empty. */
  projects: SentryProject[];
}

/** What an entity's annotation came to. */
export interface ResolvedProjects {
  entries: SentryProjectEntry[];
  sources: Source[];
  /** Of entries that can't be read or found; the entity has sources beside these. */
  problems: SentryProblem[];
  /** What is known of the answers it was made from. */
  used: CacheFacts[];
}
