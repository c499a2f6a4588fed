/**
 * What nobody sends to Sentry with an SDK: Sentry finds it itself, as it does slow
 * queries and changes in performance.
 *
 * @public
 */
export interface EmulatorOccurrence {
  title: string;
  subtitle: string;
  culprit?: string;
  /** Such as `performance_n_plus_one_db_queries`. */
  issueType: string;
  /** Such as `db_query`. */
  issueCategory: string;
  level?: 'fatal' | 'error' | 'warning' | 'info' | 'debug';
  platform?: string;
  evidenceDisplay?: { name: string; value: string; important: boolean }[];
  evidenceData?: Record<string, unknown>;
  /** Occurrences of the same one are of the same issue. Default: type and title. */
  fingerprint?: string[];
  environment?: string;
  release?: string;
  /** Id of the user that met it. */
  user?: string;
  tags?: Record<string, string>;
  /** Milliseconds since 1970. Default: now. */
  time?: number;
}

/**
 * What people and integrations tie to an issue outside of what the emulator does.
 *
 * @public
 */
export interface EmulatorIssueLinks {
  annotations?: { displayName: string; url: string }[];
  /** As `expand=integrationIssues` answers them. */
  integrationIssues?: Record<string, unknown>[];
  /** Links of Sentry's applications. */
  sentryAppIssues?: {
    id: string;
    serviceType: string;
    displayName: string;
    webUrl: string;
  }[];
  userReportCount?: number;
  numComments?: number;
}

/**
 * A repository that commits are of. Without an address Sentry knows it by its name alone, as
 * it does where no integration tells of it.
 *
 * @public
 */
export interface EmulatorRepository {
  /** Such as `acme/shop`. */
  name: string;
  /** Such as `https://github.com/acme/shop`. */
  url?: string;
  /** Such as `integrations:github`. */
  provider?: string;
}

/**
 * A release as `sentry-cli` would tell of it.
 *
 * @public
 */
export interface EmulatorRelease {
  version: string;
  /** Ids or slugs of the projects. */
  projects: string[];
  /** Milliseconds since 1970. Default: now. */
  dateCreated?: number;
  dateReleased?: number;
  ref?: string;
  url?: string;
  commits?: {
    id: string;
    message: string;
    /** Its name alone, or more. */
    repository: string | EmulatorRepository;
    /** The one that it came with. */
    pullRequest?: { id: string; title: string; url: string };
    author: { name: string; email: string };
    /** Milliseconds since 1970. */
    timestamp: number;
    /** Paths of the files it changes, from the root of the repository. */
    files?: string[];
  }[];
  deploys?: {
    environment: string;
    name?: string;
    url?: string;
    dateStarted?: number;
    /** Default: now. */
    dateFinished?: number;
  }[];
}

/**
 * An issue as tests find it.
 *
 * @public
 */
export interface EmulatorIssue {
  id: string;
  shortId: string;
  title: string;
  /** Such as `error`, `default`, `csp`, `generic`. */
  type: string;
  latestEventId: string;
}
