import type {
  SentryEvent,
  SentryEventPosition,
  SentrySuspectCommit,
  SentryTagDistribution,
  SentryAssignee,
  SentryRelease,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import type { SentryIssueFacts } from '../mapping/detail';
import type { SentryIssueState } from '../mapping/issue';
import type {
  SentryRequestOptions,
  SentryPage,
  SentryScopeParams,
  SentryUpdateIssuesParams,
  SentryUserFeedback,
  SentryIssueCount,
  SentryIssuesParams,
} from './types';
import type { SentryRateLimit } from './http/rates';
import type { SentryIndex, SentryOrganization } from './requests/organizations';
import type { SentryCapabilities } from './servers/dialects';

/**
 * What is asked about one issue is narrowed to.
 *
 * @public
 */
export interface SentryIssueScope {
  /** Names; none for all. */
  environment?: string[];
}

/**
 * An event, and whose it is.
 *
 * @public
 */
export interface SentryIssueEvent {
  /** Without its `link`: that hangs on the page of its issue. */
  event: SentryEvent;
  /** Of the event's issue. Absent where the server does not say. */
  issueId?: string;
  /** Of the event's project. Absent where the server does not say. */
  projectId?: string;
}

/**
 * The part of {@link SentryClient} that is about one issue.
 *
 * @public
 */
export interface SentryIssueClient {
  /**
   * An issue with its releases, trends and links, by its number or its short id. A merged
   * one is answered as the one it was merged into, which may be another project's:
   * whether it may be shown is for the caller to check.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND`; `QUERY_INVALID` with the reason
   *   `unknown-environment` where the issue is there, but an environment is not
   */
  getIssue(
    organization: string,
    idOrShortId: string,
    scope?: SentryIssueScope,
    options?: SentryRequestOptions,
  ): Promise<SentryIssueFacts>;

  /**
   * What of an issue can be changed, as it is now, by its number or its short id.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND`
   */
  getIssueState(
    organization: string,
    idOrShortId: string,
    options?: SentryRequestOptions,
  ): Promise<SentryIssueState>;

  /**
   * The same of several issues of the projects, 100 at most, in one call: those of the ids, or
   * those that the query finds.
   *
   * @param params - `project`: numeric ids; `ids`: numbers of issues. Servers that ignore `ids`,
   *   such as GlitchTip, return unrelated issues
   * @throws SentryProblemError with the reason `multi-project` where the plan has no lists of
   *   several projects
   */
  listIssueStates(
    organization: string,
    params: { project: string[]; query?: string; ids?: string[] },
    options?: SentryRequestOptions,
  ): Promise<SentryIssueState[]>;

  /**
   * An event of an issue. `recommended` is the latest one where a server knows no other.
   *
   * @param event - a position, or an event's id
   * @throws SentryProblemError `ISSUE_NOT_FOUND` where there is no such event, or none in the
   *   environments; `QUERY_INVALID` for a position that the server does not know
   */
  getIssueEvent(
    organization: string,
    issue: string,
    event: SentryEventPosition | (string & {}),
    scope?: SentryIssueScope,
    options?: SentryRequestOptions,
  ): Promise<SentryIssueEvent>;

  /** How the tags of an issue's events are shared out, without those that say who the users are. */
  getIssueTags(
    organization: string,
    issue: string,
    scope?: SentryIssueScope,
    options?: SentryRequestOptions,
  ): Promise<SentryTagDistribution[]>;

  /**
   * The commits that Sentry holds responsible for an event; empty where there are none, or the
   * server knows none.
   *
   * @param project - slug of the event's project
   */
  getEventCommitters(
    organization: string,
    project: string,
    event: string,
    options?: SentryRequestOptions,
  ): Promise<SentrySuspectCommit[]>;

  /**
   * How many files came with an event, 100 at most; `undefined` where the server, the plan
   * or the token can't tell. Needs `project:read`.
   *
   * @param project - slug of the event's project
   */
  countEventAttachments(
    organization: string,
    project: string,
    event: string,
    options?: SentryRequestOptions,
  ): Promise<number | undefined>;
}

/**
 * A project of an organization, and what the credential may see of it.
 *
 * @public
 */
export interface SentryProjectFacts {
  /** Numeric, as a string. */
  id: string;
  slug: string;
  name: string;
  platform?: string;
  /** Whether the credential's owner is in one of its teams. Absent where Sentry does not say. */
  isMember?: boolean;
  /** Whether the credential sees its issues, by a team or by an open membership. */
  hasAccess?: boolean;
}

/**
 * How sessions of the last day went that were of one release in one project.
 *
 * @public
 */
export interface SentryReleaseSessions {
  /** Id of the project. */
  project: string;
  version: string;
  sessions: number;
  /** Sessions of all releases of the project; absent where Sentry does not tell. */
  ofProject?: number;
  users?: number;
  /** 0 to 1. */
  crashFreeSessions?: number;
  /** 0 to 1. */
  crashFreeUsers?: number;
}

/**
 * A team or person, and what issues they can be given.
 *
 * @public
 */
export interface SentryProjectAssignee extends SentryAssignee {
  /** Slugs of the projects. */
  projects: string[];
}

/**
 * The part of {@link SentryClient} that is about what projects have beside issues.
 *
 * @public
 */
export interface SentryProjectClient {
  /** The newest 50 releases of the projects, as far as they are of these; without health. */
  listReleases(
    organization: string,
    params: Omit<SentryScopeParams, 'statsPeriod'>,
    options?: SentryRequestOptions,
  ): Promise<SentryRelease[]>;

  /**
   * The sessions of the last day by project and release, those with most sessions first;
   * empty where a server knows none.
   */
  releaseSessions(
    organization: string,
    params: Omit<SentryScopeParams, 'statsPeriod'>,
    options?: SentryRequestOptions,
  ): Promise<SentryReleaseSessions[]>;

  /**
   * One page of the organization's teams, 100 at most, with the projects of each. Empty where
   * the server assigns issues to nobody.
   */
  listTeams(
    organization: string,
    params?: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryProjectAssignee>>;

  /**
   * The teams of one project, 100 at most. Empty where the server assigns issues to nobody.
   * Takes `project:read`.
   *
   * @param project - slug
   */
  listProjectTeams(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryProjectAssignee>>;

  /**
   * The people in the teams of the projects, by name, never by address; 1,000 at most. Those
   * without a name that may be shown are left out. Sentry
   * assigns a project's issues to nobody else. What its own pages ask, though its documents
   * leave it out; takes `org:read`.
   *
   * @param params - `project`: numeric ids
   */
  listProjectMembers(
    organization: string,
    params: { project: string[] },
    options?: SentryRequestOptions,
  ): Promise<SentryProjectAssignee[]>;
}

/**
 * A client of one Sentry instance's Web API, for one credential. Each method
 * throws {@link SentryProblemError} and nothing else.
 *
 * @public
 */
export interface SentryClient extends SentryIssueClient, SentryProjectClient {
  /** Name of the instance in config. */
  readonly instance: string;
  /**
   * Names the credential without revealing it: part of every cache key, and
   * different for every identity whose answers may differ.
   */
  readonly credentialId: string;
  /**
   * Whether it serves every caller and may outlast the request. One that does not asks
   * with a caller's own credential: it, and what it answers, are that caller's alone.
   */
  readonly isShared: boolean;
  /**
   * When the credential ends, in milliseconds since 1970, for diagnostics. Absent where
   * that is not known; Sentry does not tell it of its own tokens.
   */
  readonly expiresAt?: number;
  /** What the server can be asked for, as far as is known by now. */
  readonly capabilities: SentryCapabilities;
  /**
   * The same of one organization by its slug: others of the server may have another plan,
   * or live on a host of another age.
   */
  capabilitiesOf(organization: string): SentryCapabilities;
  /** What Sentry last said is left for this credential; absent where it never did. */
  readonly rateLimit?: SentryRateLimit;

  /**
   * One page of issues over all projects given, in one call.
   *
   * @throws SentryProblemError with the reason `multi-project` where the plan has no lists of
   *   several projects
   */
  listIssues(
    organization: string,
    params: SentryIssuesParams,
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryIssue>>;

  /**
   * Counts the issues that match each query, in one call: `issues-count`, where
   * each count stops at 100. Where a server lacks that endpoint, `X-Hits` of a list of one
   * for each query, which stops at `X-Max-Hits`.
   *
   * @param params - `inOneCall`: whether the counts are worth no more than one call; those
   *   that take more are absent then
   * @returns a result per query, in the order given: the count, absent where Sentry
   *   does not tell it, and whether Sentry stopped counting there
   */
  countIssues(
    organization: string,
    params: SentryScopeParams & { queries: string[]; inOneCall?: boolean },
    options?: SentryRequestOptions,
  ): Promise<SentryIssueCount[]>;

  /** Distinct users of the error events in the window; `undefined` where the server can't tell. */
  countUsers(
    organization: string,
    params: SentryScopeParams,
    options?: SentryRequestOptions,
  ): Promise<number | undefined>;

  /** Error events over the window; `undefined` where the server can't tell. */
  eventTrend(
    organization: string,
    params: SentryScopeParams,
    options?: SentryRequestOptions,
  ): Promise<[startSeconds: number, events: number][] | undefined>;

  /** The one project, following a rename; `PROJECT_NOT_FOUND` where there is none or the token can't see it. */
  getProject(
    organization: string,
    idOrSlug: string,
    options?: SentryRequestOptions,
  ): Promise<SentryProjectFacts>;

  /**
   * The project as its issues tell it, for credentials that may read issues and nothing else.
   *
   * @returns `undefined` where the project has no issue
   */
  getProjectOfIssues(
    organization: string,
    idOrSlug: string,
    options?: SentryRequestOptions,
  ): Promise<SentryProjectFacts | undefined>;

  /** One page of the organization's projects, 100 at most. */
  listProjects(
    organization: string,
    params: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryProjectFacts>>;

  /**
   * Names of the environments that any of the projects has events in, hidden ones
   * left out, in one call. Sentry narrows by project here since 2019, though its
   * documents don't say so; a compatible server that does not tells those of the whole
   * organization. {@link SentryClient.listEnvironments} is exact everywhere.
   *
   * @param params - `project`: numeric ids
   */
  listOrganizationEnvironments(
    organization: string,
    params: { project: string[] },
    options?: SentryRequestOptions,
  ): Promise<string[]>;

  /** Names of the environments that the project has events in, hidden ones left out. */
  listEnvironments(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ): Promise<string[]>;

  /**
   * What the server says of itself, the token's scopes and owner. The cheapest call
   * that proves a token: needs no scope. The hosts of regions don't have it.
   */
  getIndex(options?: SentryRequestOptions): Promise<SentryIndex>;

  /** The organization, without its projects and teams. */
  getOrganization(
    organization: string,
    options?: SentryRequestOptions,
  ): Promise<SentryOrganization>;

  /** One page of the organizations that the token reaches. */
  listOrganizations(
    params?: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryOrganization>>;

  /**
   * Changes issues, in one call. Those that there are not, or that are not of the
   * projects, are passed over; which they are is seen by reading them.
   *
   * What it states comes to the same when it is stated twice, so that it is sent again
   * where a gateway says 502, 503 or 504; not after silence, when it may have arrived
   * and somebody else may have changed the issue since.
   *
   * @returns whether there was any to change
   * @throws SentryProblemError `QUERY_INVALID` with Sentry's reason where it refuses the
   *   change, `SCOPE_MISSING` without `event:write`; with the reason `multi-project` where the
   *   plan has no view over several projects
   */
  updateIssues(
    organization: string,
    params: SentryUpdateIssuesParams,
    options?: SentryRequestOptions,
  ): Promise<boolean>;

  /**
   * Tells Sentry what a user says of an error, in the name of a DSN: the client's own
   * credential stays out of it. Sent once, never again by itself.
   *
   * @throws SentryProblemError `QUERY_INVALID` where the DSN is none or Sentry refuses a
   *   field, `TOKEN_REJECTED` where it does not know the DSN
   */
  sendUserFeedback(
    organization: string,
    feedback: SentryUserFeedback,
    options?: SentryRequestOptions,
  ): Promise<void>;
}
