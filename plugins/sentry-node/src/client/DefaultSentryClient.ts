import type { SentryCredentials } from '../credentials';
import type { SentryCapabilities } from './dialects';
import type { SentryRateLimit } from './RateLimitBudgets';
import type { ClientContext } from './requests/ClientContext';
import { listMembers, listProjectTeams } from './requests/assignees';
import { countUsers, eventTrend } from './requests/events';
import {
  getEventCommitters,
  getIssue,
  getIssueTags,
} from './requests/issueDetail';
import { getIssueEvent } from './requests/issueEvents';
import { countIssues, listIssues } from './requests/issues';
import {
  getIndex,
  getOrganization,
  listOrganizations,
} from './requests/organizations';
import {
  getProject,
  listEnvironments,
  listOrganizationEnvironments,
  listProjects,
} from './requests/projects';
import { sendUserFeedback } from './requests/userFeedback';
import { updateIssues } from './requests/updateIssues';
import { listReleases, releaseSessions } from './requests/releases';
import type { SentryIssueScope } from './issueDetailTypes';
import type { SentryHttp } from './SentryHttp';
import type {
  SentryClient,
  SentryIssuesParams,
  SentryRequestOptions,
  SentryScopeParams,
  SentryUpdateIssuesParams,
  SentryUserFeedback,
} from './types';

/** {@link SentryClient} over HTTP, with one credential. */
export class DefaultSentryClient implements SentryClient {
  readonly instance: string;
  readonly isShared: boolean;
  readonly #http: SentryHttp;
  readonly #credentials: SentryCredentials;
  readonly #context: ClientContext;

  static create(options: {
    http: SentryHttp;
    credentials: SentryCredentials;
    /** Default: of one caller. */
    isShared?: boolean;
  }): DefaultSentryClient {
    return new DefaultSentryClient(options);
  }

  private constructor({
    http,
    credentials,
    isShared = false,
  }: Parameters<typeof DefaultSentryClient.create>[0]) {
    this.instance = http.instance;
    this.isShared = isShared;
    this.#http = http;
    this.#credentials = credentials;
    this.#context = {
      server: http.server,
      regions: http.regions,
      get: request => http.send(credentials, request),
      sendAs: (other, request) => http.send(other, request),
      lackOf: (operation, organization) =>
        `${credentials.credentialId} ${operation} ${organization}`,
    };
  }

  /** Asked for each time: it changes when a token is rotated. */
  get credentialId(): string {
    return this.#credentials.credentialId;
  }

  get expiresAt(): number | undefined {
    return this.#credentials.expiresAt;
  }

  get rateLimit(): SentryRateLimit | undefined {
    return this.#http.rateLimitOf(this.#credentials);
  }

  get capabilities(): SentryCapabilities {
    return this.#http.server.capabilities;
  }

  listIssues(
    organization: string,
    params: SentryIssuesParams,
    options?: SentryRequestOptions,
  ) {
    return listIssues(this.#context, organization, params, options);
  }

  countIssues(
    organization: string,
    params: SentryScopeParams & { queries: string[]; inOneCall?: boolean },
    options?: SentryRequestOptions,
  ) {
    return countIssues(this.#context, organization, params, options);
  }

  countUsers(
    organization: string,
    params: SentryScopeParams,
    options?: SentryRequestOptions,
  ) {
    return countUsers(this.#context, organization, params, options);
  }

  eventTrend(
    organization: string,
    params: SentryScopeParams,
    options?: SentryRequestOptions,
  ) {
    return eventTrend(this.#context, organization, params, options);
  }

  getIssue(
    organization: string,
    idOrShortId: string,
    scope?: SentryIssueScope,
    options?: SentryRequestOptions,
  ) {
    return getIssue(this.#context, organization, idOrShortId, scope, options);
  }

  getIssueEvent(
    organization: string,
    issue: string,
    event: string,
    scope?: SentryIssueScope,
    options?: SentryRequestOptions,
  ) {
    return getIssueEvent(
      this.#context,
      organization,
      issue,
      event,
      scope,
      options,
    );
  }

  getIssueTags(
    organization: string,
    issue: string,
    scope?: SentryIssueScope,
    options?: SentryRequestOptions,
  ) {
    return getIssueTags(this.#context, organization, issue, scope, options);
  }

  getEventCommitters(
    organization: string,
    project: string,
    event: string,
    options?: SentryRequestOptions,
  ) {
    return getEventCommitters(
      this.#context,
      organization,
      project,
      event,
      options,
    );
  }

  listReleases(
    organization: string,
    params: Omit<SentryScopeParams, 'statsPeriod'>,
    options?: SentryRequestOptions,
  ) {
    return listReleases(this.#context, organization, params, options);
  }

  releaseSessions(
    organization: string,
    params: Omit<SentryScopeParams, 'statsPeriod'>,
    options?: SentryRequestOptions,
  ) {
    return releaseSessions(this.#context, organization, params, options);
  }

  listProjectTeams(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ) {
    return listProjectTeams(this.#context, organization, project, options);
  }

  listMembers(
    organization: string,
    params?: { cursor?: string },
    options?: SentryRequestOptions,
  ) {
    return listMembers(this.#context, organization, params, options);
  }

  getProject(
    organization: string,
    idOrSlug: string,
    options?: SentryRequestOptions,
  ) {
    return getProject(this.#context, organization, idOrSlug, options);
  }

  listProjects(
    organization: string,
    params: { cursor?: string },
    options?: SentryRequestOptions,
  ) {
    return listProjects(this.#context, organization, params, options);
  }

  listOrganizationEnvironments(
    organization: string,
    params: { project: string[] },
    options?: SentryRequestOptions,
  ) {
    return listOrganizationEnvironments(
      this.#context,
      organization,
      params,
      options,
    );
  }

  listEnvironments(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ) {
    return listEnvironments(this.#context, organization, project, options);
  }

  getIndex(options?: SentryRequestOptions) {
    return getIndex(this.#context, options);
  }

  getOrganization(organization: string, options?: SentryRequestOptions) {
    return getOrganization(this.#context, organization, options);
  }

  listOrganizations(
    params?: { cursor?: string },
    options?: SentryRequestOptions,
  ) {
    return listOrganizations(this.#context, params, options);
  }

  updateIssues(
    organization: string,
    params: SentryUpdateIssuesParams,
    options?: SentryRequestOptions,
  ) {
    return updateIssues(this.#context, organization, params, options);
  }

  sendUserFeedback(
    organization: string,
    feedback: SentryUserFeedback,
    options?: SentryRequestOptions,
  ) {
    return sendUserFeedback(this.#context, organization, feedback, options);
  }
}
