import type { SentryRateLimit } from '../http/rates';
import type {
  SentryIndex,
  SentryOrganization,
} from '../requests/organizationSchemas';
import type { SentryCapabilities } from '../servers/dialects';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { SentryUpdateIssuesParams, SentryUserFeedback } from './changes';
import type {
  SentryIssueCount,
  SentryIssuesParams,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from './questions';
import type { SentryIssueClient } from './SentryIssueClient';
import type {
  SentryProjectClient,
  SentryProjectFacts,
} from './SentryProjectClient';

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
