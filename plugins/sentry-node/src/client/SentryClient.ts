import type { SentryIssue, SentryTagKey } from 'backstage-plugin-sentry-common';
import type { SentryCapabilities } from './servers/dialects';
import type {
  SentryIssuesParams,
  SentryIssueUpdate,
  SentryOrganization,
  SentryPage,
  SentryProjectAssignee,
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
  /**
   * What Sentry last said is left for this credential; absent where it never did. It counts each
   * caller for each endpoint by itself, so this is the budget of the endpoint that was asked last.
   */
  readonly rateLimit?: {
    /** Requests that a window allows. */
    limit: number;
    /** How many of them are left. */
    remaining: number;
    /** When the window ends, in milliseconds since 1970. */
    resetsAt: number;
  };

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
  ): Promise<
    {
      /** Absent where Sentry does not return it. */
      count?: number;
      /** Whether Sentry stopped counting there: the number is that or more. */
      capped: boolean;
    }[]
  >;

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
  getIndex(options?: SentryRequestOptions): Promise<{
    /** The version of the API: `0`. */
    version?: string;
    /** Scopes that the token holds; absent where the server does not return it. */
    scopes?: string[];
    /** Whose token it is; absent for an integration's. */
    user?: { id: string; name?: string };
  }>;

  /** The organization, without its projects and teams. */
  getOrganization(
    organization: string,
    options?: SentryRequestOptions,
  ): Promise<SentryOrganization>;

  /**
   * The integrations that the organization has made for itself, without their secrets, the
   * newest 100. Takes `org:read`. GlitchTip has none such.
   */
  listIntegrations(
    organization: string,
    options?: SentryRequestOptions,
  ): Promise<
    {
      slug: string;
      name: string;
      /** Absent where it gets no webhooks. */
      webhookUrl?: string;
      /** What it has subscribed to, such as `issue` and `comment`. */
      resources: string[];
      /** Whether alert rules can choose it as an action. */
      isAlertable: boolean;
      isDisabled: boolean;
    }[]
  >;

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

/**
 * What a method of {@link SentryClient} answers, where it answers something.
 *
 * @public
 */
export type SentryAnswer<Method extends keyof SentryClient> =
  SentryClient[Method] extends (...input: never[]) => Promise<infer Answer>
    ? NonNullable<Answer>
    : never;
