import type { SentryCredentials } from '../credentials/types';
import type { SentryDetailField } from '../config/types';
import type { SentryCapabilities } from './servers/dialects';
import type { SentryAsker } from './http/slots';
import type { SentryRateLimit } from './http/rates';
import { type ClientContext, getIndex } from './requests/context';
import { countEventAttachments, getIssueEvent } from './requests/events';
import {
  listProjectMembers,
  listProjectTeams,
  listTeams,
} from './requests/assignees';
import { countIssues, countUsers, eventTrend } from './requests/counts';
import {
  getEventCommitters,
  getIssue,
  getIssueState,
  getIssueTags,
} from './requests/issue';
import { listIssueStates, listIssues } from './requests/issues';
import { getOrganization, listOrganizations } from './requests/organizations';
import {
  getProject,
  getProjectOfIssues,
  listEnvironments,
  listOrganizationEnvironments,
  listProjects,
} from './requests/projects';
import { sendUserFeedback, updateIssues } from './requests/updates';
import { listReleases, releaseSessions } from './requests/releases';
import type { SentryClient } from './SentryClient';
import type { SentryHttp } from './http/SentryHttp';

/** {@link SentryClient} over HTTP, with one credential. */
export class DefaultSentryClient implements SentryClient {
  readonly instance: string;
  readonly isShared: boolean;
  readonly #http: SentryHttp;
  readonly #credentials: SentryCredentials;
  readonly #context: ClientContext;

  constructor({
    http,
    credentials,
    isShared = false,
    asker,
    detailFields = [],
  }: {
    http: SentryHttp;
    credentials: SentryCredentials;
    /** Default: of one caller. */
    isShared?: boolean;
    /** For whom it asks, as far as turns are concerned. Those not named share theirs. */
    asker?: SentryAsker;
    /** What of events config opts in to. Default: nothing. */
    detailFields?: SentryDetailField[];
  }) {
    this.instance = http.instance;
    this.isShared = isShared;
    this.#http = http;
    this.#credentials = credentials;
    this.#context = {
      server: http.server,
      detailFields,
      mappingOf: organization => ({
        ...http.place,
        organization,
        server: http.server.dialect.capabilities.server,
      }),
      send: async request => {
        const answer = await http.send(credentials, request, asker);
        http.server.noteAnswer(request.subject.organization);
        return answer;
      },
      sendAs: (other, request) => http.send(other, request, asker),
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

  capabilitiesOf(organization: string): SentryCapabilities {
    return this.#http.server.capabilitiesOf(organization);
  }

  // What each asks is in the file of its request; see SentryClient for what it promises.
  readonly listIssues: SentryClient['listIssues'] = (...question) =>
    listIssues(this.#context, ...question);

  readonly countIssues: SentryClient['countIssues'] = (...question) =>
    countIssues(this.#context, ...question);

  readonly countUsers: SentryClient['countUsers'] = (...question) =>
    countUsers(this.#context, ...question);

  readonly eventTrend: SentryClient['eventTrend'] = (...question) =>
    eventTrend(this.#context, ...question);

  readonly getIssue: SentryClient['getIssue'] = (...question) =>
    getIssue(this.#context, ...question);

  readonly getIssueState: SentryClient['getIssueState'] = (...question) =>
    getIssueState(this.#context, ...question);

  readonly listIssueStates: SentryClient['listIssueStates'] = (...question) =>
    listIssueStates(this.#context, ...question);

  readonly getIssueEvent: SentryClient['getIssueEvent'] = (...question) =>
    getIssueEvent(this.#context, ...question);

  readonly getIssueTags: SentryClient['getIssueTags'] = (...question) =>
    getIssueTags(this.#context, ...question);

  readonly getEventCommitters: SentryClient['getEventCommitters'] = (
    ...question
  ) => getEventCommitters(this.#context, ...question);

  readonly countEventAttachments: SentryClient['countEventAttachments'] = (
    ...question
  ) => countEventAttachments(this.#context, ...question);

  readonly listReleases: SentryClient['listReleases'] = (...question) =>
    listReleases(this.#context, ...question);

  readonly releaseSessions: SentryClient['releaseSessions'] = (...question) =>
    releaseSessions(this.#context, ...question);

  readonly listTeams: SentryClient['listTeams'] = (...question) =>
    listTeams(this.#context, ...question);

  readonly listProjectTeams: SentryClient['listProjectTeams'] = (...question) =>
    listProjectTeams(this.#context, ...question);

  readonly listProjectMembers: SentryClient['listProjectMembers'] = (
    ...question
  ) => listProjectMembers(this.#context, ...question);

  readonly getProject: SentryClient['getProject'] = (...question) =>
    getProject(this.#context, ...question);

  readonly getProjectOfIssues: SentryClient['getProjectOfIssues'] = (
    ...question
  ) => getProjectOfIssues(this.#context, ...question);

  readonly listProjects: SentryClient['listProjects'] = (...question) =>
    listProjects(this.#context, ...question);

  readonly listOrganizationEnvironments: SentryClient['listOrganizationEnvironments'] =
    (...question) => listOrganizationEnvironments(this.#context, ...question);

  readonly listEnvironments: SentryClient['listEnvironments'] = (...question) =>
    listEnvironments(this.#context, ...question);

  readonly getIndex: SentryClient['getIndex'] = (...question) =>
    getIndex(this.#context, ...question);

  readonly getOrganization: SentryClient['getOrganization'] = (...question) =>
    getOrganization(this.#context, ...question);

  readonly listOrganizations: SentryClient['listOrganizations'] = (
    ...question
  ) => listOrganizations(this.#context, ...question);

  readonly updateIssues: SentryClient['updateIssues'] = (...question) =>
    updateIssues(this.#context, ...question);

  readonly sendUserFeedback: SentryClient['sendUserFeedback'] = (...question) =>
    sendUserFeedback(this.#context, ...question);
}
