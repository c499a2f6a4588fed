import type { SentryCredentials } from '../credentials';
import type { SentryCapabilities } from './servers/dialects';
import type { SentryAsker } from './http/FairSlots';
import type { SentryRateLimit } from './http/rates';
import type { ClientContext } from './requests/ClientContext';
import { countEventAttachments } from './requests/attachments';
import {
  listProjectMembers,
  listProjectTeams,
  listTeams,
} from './requests/assignees';
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
  getProjectOfIssues,
  listEnvironments,
  listOrganizationEnvironments,
  listProjects,
} from './requests/projects';
import { sendUserFeedback } from './requests/userFeedback';
import { updateIssues } from './requests/updateIssues';
import { listReleases } from './requests/releases';
import { releaseSessions } from './requests/sessions';
import type { SentryClient } from './types';
import type { SentryHttpAnswer } from './http/attempt';
import type { SentryHttp } from './http/SentryHttp';

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
    /** For whom it asks, as far as turns are concerned. Those not named share theirs. */
    asker?: SentryAsker;
  }): DefaultSentryClient {
    return new DefaultSentryClient(options);
  }

  private constructor({
    http,
    credentials,
    isShared = false,
    asker,
  }: Parameters<typeof DefaultSentryClient.create>[0]) {
    this.instance = http.instance;
    this.isShared = isShared;
    this.#http = http;
    this.#credentials = credentials;
    this.#context = {
      server: http.server,
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

  /** What is asked, read from the answers and without the credential they were asked with. */
  async #ask<T>(ask: (context: ClientContext) => Promise<T>): Promise<T> {
    const answers: SentryHttpAnswer[] = [];
    const kept = async (sent: Promise<SentryHttpAnswer>) => {
      const answer = await sent;
      answers.push(answer);
      return answer;
    };
    const { send, sendAs } = this.#context;
    const found = await ask({
      ...this.#context,
      send: request => kept(send(request)),
      sendAs: (other, request) => kept(sendAs(other, request)),
    });
    return answers.reduce((value, { redact }) => redact(value), found);
  }

  // What each asks is in the file of its request; see SentryClient for what it promises.
  readonly listIssues: SentryClient['listIssues'] = (...question) =>
    this.#ask(context => listIssues(context, ...question));

  readonly countIssues: SentryClient['countIssues'] = (...question) =>
    this.#ask(context => countIssues(context, ...question));

  readonly countUsers: SentryClient['countUsers'] = (...question) =>
    this.#ask(context => countUsers(context, ...question));

  readonly eventTrend: SentryClient['eventTrend'] = (...question) =>
    this.#ask(context => eventTrend(context, ...question));

  readonly getIssue: SentryClient['getIssue'] = (...question) =>
    this.#ask(context => getIssue(context, ...question));

  readonly getIssueEvent: SentryClient['getIssueEvent'] = (...question) =>
    this.#ask(context => getIssueEvent(context, ...question));

  readonly getIssueTags: SentryClient['getIssueTags'] = (...question) =>
    this.#ask(context => getIssueTags(context, ...question));

  readonly getEventCommitters: SentryClient['getEventCommitters'] = (
    ...question
  ) => this.#ask(context => getEventCommitters(context, ...question));

  readonly countEventAttachments: SentryClient['countEventAttachments'] = (
    ...question
  ) => this.#ask(context => countEventAttachments(context, ...question));

  readonly listReleases: SentryClient['listReleases'] = (...question) =>
    this.#ask(context => listReleases(context, ...question));

  readonly releaseSessions: SentryClient['releaseSessions'] = (...question) =>
    this.#ask(context => releaseSessions(context, ...question));

  readonly listTeams: SentryClient['listTeams'] = (...question) =>
    this.#ask(context => listTeams(context, ...question));

  readonly listProjectTeams: SentryClient['listProjectTeams'] = (...question) =>
    this.#ask(context => listProjectTeams(context, ...question));

  readonly listProjectMembers: SentryClient['listProjectMembers'] = (
    ...question
  ) => this.#ask(context => listProjectMembers(context, ...question));

  readonly getProject: SentryClient['getProject'] = (...question) =>
    this.#ask(context => getProject(context, ...question));

  readonly getProjectOfIssues: SentryClient['getProjectOfIssues'] = (
    ...question
  ) => this.#ask(context => getProjectOfIssues(context, ...question));

  readonly listProjects: SentryClient['listProjects'] = (...question) =>
    this.#ask(context => listProjects(context, ...question));

  readonly listOrganizationEnvironments: SentryClient['listOrganizationEnvironments'] =
    (...question) =>
      this.#ask(context => listOrganizationEnvironments(context, ...question));

  readonly listEnvironments: SentryClient['listEnvironments'] = (...question) =>
    this.#ask(context => listEnvironments(context, ...question));

  readonly getIndex: SentryClient['getIndex'] = (...question) =>
    this.#ask(context => getIndex(context, ...question));

  readonly getOrganization: SentryClient['getOrganization'] = (...question) =>
    this.#ask(context => getOrganization(context, ...question));

  readonly listOrganizations: SentryClient['listOrganizations'] = (
    ...question
  ) => this.#ask(context => listOrganizations(context, ...question));

  readonly updateIssues: SentryClient['updateIssues'] = (...question) =>
    this.#ask(context => updateIssues(context, ...question));

  readonly sendUserFeedback: SentryClient['sendUserFeedback'] = (...question) =>
    this.#ask(context => sendUserFeedback(context, ...question));
}
