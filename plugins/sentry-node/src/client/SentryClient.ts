import type {
  SentryIssue,
  SentryRelease,
  SentryTagKey,
} from 'backstage-plugin-sentry-common';
import type { SentryRateLimit } from './http/rates';
import type { SentryCapabilities } from './servers/dialects';
import type {
  SentryCodeMapping,
  SentryIndex,
  SentryIntegration,
  SentryIssueCount,
  SentryIssuesParams,
  SentryIssueUpdate,
  SentryOrganization,
  SentryPage,
  SentryProjectAssignee,
  SentryProjectFacts,
  SentryReleaseSessions,
  SentryRepository,
  SentryRequestOptions,
  SentryScopeParams,
} from './types';
import type { SentryIssueClient } from './SentryIssueClient';
import type { SentryProjectClient } from './SentryProjectClient';

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
  /** Whether it serves every caller. If not, it and its answers are one caller's alone. */
  readonly isShared: boolean;
  /**
   * When the credential ends, in milliseconds since 1970, for diagnostics. Absent where
   * that is not known, as of Sentry's own tokens.
   */
  readonly expiresAt?: number;
  /** What the server can be asked for, as far as is known by now. */
  readonly capabilities: SentryCapabilities;
  /** The same of one organization by its slug: plans and the age of hosts differ. */
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
   * Counts the issues that match each query, in one call of `issues-count`, which stops at 100.
   * Servers without it are asked for a list per query: `X-Hits`, which stops at `X-Max-Hits`.
   *
   * @param params - `inOneCall`: leaves out the counts that would take more calls
   * @returns a result per query, in the order given
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
   * The project as its issues name it, for credentials that may read issues and nothing else.
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
   * One page of the organization's repositories, 100 at most. Empty where the server has none
   * such. Takes `org:read`.
   */
  listRepositories(
    organization: string,
    params: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryRepository>>;

  /**
   * One page of where the source code of all projects is that the credential sees, 100 at most.
   * Undocumented, what Sentry's own pages ask; empty where the server does not have it. Takes
   * `org:read`.
   */
  listCodeMappings(
    organization: string,
    params: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryCodeMapping>>;

  /**
   * Names of the environments that any of the projects has events in, without hidden ones, in
   * one call. Sentry filters by project here since 2019, undocumented.
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
   * The tags that error events of the projects had in the last 14 days, without those that say
   * who a user is. Empty where the server can't list them. Takes `org:read`.
   *
   * @param params - `project`: numeric ids
   */
  listTags(
    organization: string,
    params: { project: string[] },
    options?: SentryRequestOptions,
  ): Promise<(SentryTagKey & { count: number })[]>;

  /**
   * The 50 most frequent values of a tag there, masked as those of events; none of a tag that
   * says who a user is.
   *
   * @param params - `project`: numeric ids; `query`: only values that contain it
   */
  listTagValues(
    organization: string,
    key: string,
    params: { project: string[]; query?: string },
    options?: SentryRequestOptions,
  ): Promise<{ value: string; count: number }[]>;

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
   * the server assigns no issues.
   */
  listTeams(
    organization: string,
    params?: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryProjectAssignee>>;

  /**
   * The teams of one project, 100 at most. Empty where the server assigns no issues. Takes
   * `project:read`.
   *
   * @param project - slug
   */
  listProjectTeams(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryProjectAssignee>>;

  /**
   * The people in the teams of the projects, who alone can be assigned its issues: by name, not
   * those with an e-mail address alone; 1,000 at most. Undocumented, what Sentry's own pages ask;
   * takes `org:read`.
   *
   * @param params - `project`: numeric ids
   */
  listProjectMembers(
    organization: string,
    params: { project: string[] },
    options?: SentryRequestOptions,
  ): Promise<SentryProjectAssignee[]>;

  /**
   * The server's version, the token's scopes and owner. The cheapest call that proves a token:
   * needs no scope. The hosts of regions don't have it.
   */
  getIndex(options?: SentryRequestOptions): Promise<SentryIndex>;

  /** The organization, without its projects and teams. */
  getOrganization(
    organization: string,
    options?: SentryRequestOptions,
  ): Promise<SentryOrganization>;

  /**
   * The integrations that the organization has made for itself, the newest 100. Takes
   * `org:read`. GlitchTip has none such.
   */
  listIntegrations(
    organization: string,
    options?: SentryRequestOptions,
  ): Promise<SentryIntegration[]>;

  /** One page of the organizations that the token reaches. */
  listOrganizations(
    params?: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryOrganization>>;

  /**
   * Changes issues, in one call. Sentry skips those that don't exist or are not of the projects,
   * and does not say which. Sent again after 502, 503 and 504, not after a timeout.
   *
   * @returns whether there was any to change
   * @throws SentryProblemError `QUERY_INVALID` with Sentry's reason where it refuses the
   *   change, `SCOPE_MISSING` without `event:write`; with the reason `multi-project` where the
   *   plan has no view over several projects
   */
  updateIssues(
    organization: string,
    params: {
      /** Numbers; at least one. */
      ids: string[];
      /** Numeric ids of projects, at least one: issues of others are left as they are. */
      project: string[];
      update: SentryIssueUpdate;
    },
    options?: SentryRequestOptions,
  ): Promise<boolean>;

  /**
   * Sends what a user writes about an error, with a DSN instead of the client's credential.
   * Never sent twice.
   *
   * @throws SentryProblemError `QUERY_INVALID` where the DSN is none or Sentry refuses a
   *   field, `TOKEN_REJECTED` where it does not know the DSN
   */
  sendUserFeedback(
    organization: string,
    feedback: {
      /** Of the project that has the event: what Sentry is asked with instead of the token. */
      dsn: string;
      /** 32 hex digits. */
      eventId: string;
      name: string;
      email: string;
      comments: string;
    },
    options?: SentryRequestOptions,
  ): Promise<void>;
}
