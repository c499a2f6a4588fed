import type { EmulatorRepository } from '../types';

export interface StoredCommit {
  readonly id: string;
  readonly message: string;
  readonly repository: EmulatorRepository;
  readonly pullRequest?: {
    readonly id: string;
    readonly title: string;
    readonly url: string;
  };
  /** Absent where nobody is named. */
  readonly author?: { readonly name: string; readonly email: string };
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** Paths of the files it changes. */
  readonly files: readonly string[];
}

export interface StoredDeploy {
  readonly id: string;
  readonly environment: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly startedAt?: number;
  readonly finishedAt: number;
}

/** What is known of a release in one project. */
export interface ProjectRelease {
  /** Milliseconds since 1970. */
  createdAt: number;
  firstEvent?: number;
  lastEvent?: number;
  readonly environments: Set<string>;
}

/** A release belongs to an organization, and may be one of several projects. */
export interface StoredRelease {
  readonly version: string;
  readonly number: number;
  /** By project id. */
  readonly projects: Map<string, ProjectRelease>;
  status: 'open' | 'archived';
  releasedAt?: number;
  ref: string | null;
  url: string | null;
  /** The newest first. */
  commits: StoredCommit[];
  /** The newest first. */
  deploys: StoredDeploy[];
}
