import type {
  EmulatorDialect,
  EmulatorIntegration,
  EmulatorToken,
} from './options';
import type { EmulatorAlert, EmulatorMonitor } from './monitoring';

/** @public */
export interface Emulator {
  /** Such as `http://127.0.0.1:7009`, base path and all, without a slash at the end. */
  readonly url: string;
  readonly seed: number;
  readonly dialect: EmulatorDialect;
  /** Milliseconds since 1970, by the clock of the options. */
  now(): number;
  /** The DSN with which an SDK sends events to that project. */
  dsn(organization: string, project: string): string;
  requests(): LoggedRequest[];
  clearRequests(): void;
  addFault(fault: EmulatorFault): void;
  clearFaults(): void;
  /**
   * Adds a token, or replaces one of the same value.
   *
   * @returns removes the token
   */
  addToken(token: EmulatorToken): () => void;
  /**
   * Adds a release, or more data of a known one.
   *
   * @throws where there is no such organization or project
   */
  addRelease(organization: string, release: EmulatorRelease): void;
  /**
   * Adds something that Sentry detects by itself.
   *
   * @returns the id of its event
   * @throws where there is no such project
   */
  addOccurrence(
    organization: string,
    project: string,
    occurrence: EmulatorOccurrence,
  ): string;
  /**
   * Sets the links of an issue, instead of those it had.
   *
   * @throws where no issue has that number
   */
  linkIssue(id: string, links: EmulatorIssueLinks): void;
  /**
   * Adds an alert to a project: what e-mails the owners of an issue, or whom `recipients` names.
   *
   * @throws where there is no such project
   */
  addAlert(organization: string, project: string, alert: EmulatorAlert): void;
  /**
   * Adds a monitor of a job or of an address.
   *
   * @throws where there is no such project
   */
  addMonitor(
    organization: string,
    project: string,
    monitor: EmulatorMonitor,
  ): void;
  /** The issues of a project in the order in which they came up. Nothing is logged. */
  issues(organization: string, project: string): EmulatorIssue[];
  /**
   * Adds an internal integration. From now on webhooks are sent to it.
   *
   * @returns removes the integration
   * @throws where there is no such organization, and with GlitchTip, which has none
   */
  addIntegration(integration: EmulatorIntegration): () => void;
  /** The webhooks sent so far, once the last of them is answered. */
  deliveries(): Promise<EmulatorDelivery[]>;
  /** Expires all access tokens of OAuth; their refresh tokens stay valid. */
  expireAccessTokens(): void;
  /** Revokes all authorizations: all access and refresh tokens of OAuth become invalid. */
  revokeAuthorizations(): void;
  /** Ends the server and every connection to it. */
  close(): Promise<void>;
}

/**
 * What Sentry detects by itself, without an SDK, such as slow
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
 * What people and integrations link to an issue outside of the emulator.
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
  /** Replays in which it came up. */
  replayCount?: number;
  /** Numbers of issues that are similar. */
  similar?: string[];
  /** By ownership rules and suspect commits: `team:1` or `user:1`. */
  owners?: { type: string; owner: string }[];
  /** The state of Seer's autofix. */
  autofix?: Record<string, unknown>;
  /** 0 to 1. */
  seerFixabilityScore?: number;
}

/**
 * A repository that commits are of. Without an address Sentry knows it by its name alone, as
 * it does without an integration.
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
 * A release as `sentry-cli` would create it.
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

/**
 * A request of the Web API as it arrived, without headers and without the base path.
 *
 * @public
 */
export interface LoggedRequest {
  method: string;
  path: string;
  /** The raw query string without `?`. */
  query: string;
  /** 0 while unanswered, and where the connection was cut before an answer. */
  status: number;
}

/**
 * A webhook that was sent, without its body.
 *
 * @public
 */
export interface EmulatorDelivery {
  url: string;
  /** Such as `issue`, `event_alert`, `comment`. */
  resource: string;
  /** Such as `created`. */
  action: string;
  requestId: string;
  /** 0 without an answer within a second. */
  status: number;
  /** The answer's `Sentry-Hook-Error`. */
  error?: string;
}

/**
 * So many requests in each window of so many seconds.
 *
 * @public
 */
export interface EmulatorRateLimit {
  limit: number;
  windowSeconds: number;
}

/**
 * A fault that requests of the Web API hit.
 *
 * @public
 */
export interface EmulatorFault {
  /** Prefix of the path it is for; absent: all. */
  path?: string;
  /** The method it is for; absent: all. */
  method?: string;
  /** Wait before the answer. */
  latencyMs?: number;
  /** Answer with this status, and the body the server has for it. */
  status?: number;
  /** What the body of `status` says as its `detail`, in place of the usual. */
  detail?: string | Record<string, unknown>;
  /** A HTML page (200, or `status`), a JSON answer cut off, or a connection cut. */
  body?: 'html' | 'truncated' | 'reset';
  /** Answer 429 above this many requests per window. */
  rateLimit?: EmulatorRateLimit;
  /** How many requests it hits before it is gone; absent: all. */
  times?: number;
}
