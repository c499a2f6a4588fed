import type { SentryCredentials } from '../credentials/types';
import type { SentryDetailField } from '../config/types';
import type { SentryHttp } from './http/SentryHttp';
import type { SentryAsker } from './http/slots';
import { listAlerts } from './requests/alerts';
import {
  listProjectMembers,
  listProjectTeams,
  listTeams,
} from './requests/assignees';
import { type Call, getIndex } from './requests/call';
import { countIssues, countUsers, eventTrend } from './requests/counts';
import { countEventAttachments, getIssueEvent } from './requests/events';
import {
  getEventCommitters,
  getIssue,
  getIssueState,
  getIssueTags,
} from './requests/issue';
import { listIssueStates, listIssues } from './requests/issues';
import { listMonitors } from './requests/monitors';
import {
  getOrganization,
  listIntegrations,
  listOrganizations,
} from './requests/organizations';
import {
  getProject,
  getProjectOfIssues,
  hasOwnershipRule,
  listEnvironments,
  listOrganizationEnvironments,
  listProjects,
} from './requests/projects';
import { getRelease, listReleases, releaseSessions } from './requests/releases';
import { listCodeMappings, listRepositories } from './requests/repositories';
import { listTags, listTagValues } from './requests/tags';
import * as talk from './requests/talk';
import { sendUserFeedback, updateIssues } from './requests/updates';
import type { SentryClient } from './SentryClient';
import type { SentryRequestOptions } from './types';

/**
 * {@link SentryClient} over HTTP, with one credential.
 *
 * @param options - `isShared`: whether it serves every caller, default no. `asker`: for whom it
 *   takes its turns; those not named share theirs. `detailFields`: event fields that config opts
 *   in to, default none
 */
export function createSentryClient({
  http,
  credentials,
  isShared = false,
  asker,
  detailFields = [],
}: {
  http: SentryHttp;
  credentials: SentryCredentials;
  isShared?: boolean;
  asker?: SentryAsker;
  detailFields?: SentryDetailField[];
}): SentryClient {
  const { server } = http;

  function on(organization: string, options?: SentryRequestOptions): Call {
    return {
      organization,
      server,
      detailFields,
      mapping: () => ({
        ...http.place,
        organization,
        server: server.dialect.capabilities.server,
      }),
      send: async (request, others) => {
        const { project, environment } = request.query ?? {};
        const subject = {
          projects: project,
          environments: environment,
          ...request.subject,
          ...(organization && { organization }),
        };
        const answer = await http.send(
          others ?? credentials,
          { ...request, subject, signal: options?.signal },
          asker,
        );
        // Of what other credentials reach, nothing follows for these.
        if (!others) {
          server.noteAnswer(subject.organization);
        }
        return answer;
      },
      // All who ask at the same time wait for it, so no caller's signal ends it.
      identify: () => server.findOut(() => getIndex(onServer())),
      lackOf: operation =>
        `${credentials.credentialId} ${operation} ${organization}`,
    };
  }

  function onServer(options?: SentryRequestOptions): Call {
    return on('', options);
  }

  /** A method of the client: a request about one thing of an organization. */
  function about<Subject, Answer>(
    request: (call: Call, subject: Subject) => Promise<Answer>,
  ) {
    return (
      organization: string,
      subject: Subject,
      options?: SentryRequestOptions,
    ) => request(on(organization, options), subject);
  }

  /** The same about a thing, and with something else. */
  function aboutBoth<Subject, Other, Answer>(
    request: (call: Call, subject: Subject, other: Other) => Promise<Answer>,
  ) {
    return (
      organization: string,
      subject: Subject,
      other: Other,
      options?: SentryRequestOptions,
    ) => request(on(organization, options), subject, other);
  }

  return {
    instance: http.instance,
    isShared,
    // Read each time: it changes when a token is rotated.
    get credentialId() {
      return credentials.credentialId;
    },
    get expiresAt() {
      return credentials.expiresAt;
    },
    get rateLimit() {
      return http.rateLimitOf(credentials);
    },
    get capabilities() {
      return server.capabilities;
    },
    capabilitiesOf: organization => server.capabilitiesOf(organization),

    listIssues: about(listIssues),
    listIssueStates: about(listIssueStates),
    countIssues: about(countIssues),
    countUsers: about(countUsers),
    eventTrend: about(eventTrend),

    getIssue: aboutBoth(getIssue),
    getIssueState: about(getIssueState),
    getIssueTags: aboutBoth(getIssueTags),
    getIssueEvent: (organization, issue, event, scope, options) =>
      getIssueEvent(on(organization, options), issue, event, scope),
    getEventCommitters: aboutBoth(getEventCommitters),
    countEventAttachments: aboutBoth(countEventAttachments),

    getProject: about(getProject),
    getProjectOfIssues: about(getProjectOfIssues),
    listProjects: about(listProjects),
    listRepositories: about(listRepositories),
    listCodeMappings: about(listCodeMappings),
    listOrganizationEnvironments: about(listOrganizationEnvironments),
    listEnvironments: about(listEnvironments),
    listTags: about(listTags),
    listTagValues: aboutBoth(listTagValues),
    listReleases: about(listReleases),
    getRelease: aboutBoth(getRelease),
    releaseSessions: about(releaseSessions),
    listTeams: about(listTeams),
    listProjectTeams: about(listProjectTeams),
    listProjectMembers: about(listProjectMembers),

    getIssueActivity: about(talk.getIssueActivity),
    addIssueComment: aboutBoth(talk.addIssueComment),
    countIssueReplays: aboutBoth(talk.countIssueReplays),
    listIssueFeedback: about(talk.listIssueFeedback),
    listSimilarIssues: aboutBoth(talk.listSimilarIssues),
    listIssueOwners: aboutBoth(talk.listIssueOwners),
    getIssueAnalysis: about(talk.getIssueAnalysis),
    startIssueAnalysis: about(talk.startIssueAnalysis),

    listAlerts: about(listAlerts),
    hasOwnershipRule: about(hasOwnershipRule),
    listMonitors: about(listMonitors),

    getIndex: options => getIndex(onServer(options)),
    listOrganizations: (params, options) =>
      listOrganizations(onServer(options), params),
    getOrganization: (organization, options) =>
      getOrganization(on(organization, options)),
    listIntegrations: (organization, options) =>
      listIntegrations(on(organization, options)),

    updateIssues: about(updateIssues),
    sendUserFeedback: about(sendUserFeedback),
  };
}
