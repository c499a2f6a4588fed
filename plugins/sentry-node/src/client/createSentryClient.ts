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

    listIssues: (organization, params, options) =>
      listIssues(on(organization, options), params),
    listIssueStates: (organization, params, options) =>
      listIssueStates(on(organization, options), params),
    countIssues: (organization, params, options) =>
      countIssues(on(organization, options), params),
    countUsers: (organization, params, options) =>
      countUsers(on(organization, options), params),
    eventTrend: (organization, params, options) =>
      eventTrend(on(organization, options), params),

    getIssue: (organization, issue, scope, options) =>
      getIssue(on(organization, options), issue, scope),
    getIssueState: (organization, issue, options) =>
      getIssueState(on(organization, options), issue),
    getIssueTags: (organization, issue, scope, options) =>
      getIssueTags(on(organization, options), issue, scope),
    getIssueEvent: (organization, issue, event, scope, options) =>
      getIssueEvent(on(organization, options), issue, event, scope),
    getEventCommitters: (organization, project, event, options) =>
      getEventCommitters(on(organization, options), project, event),
    countEventAttachments: (organization, project, event, options) =>
      countEventAttachments(on(organization, options), project, event),

    getProject: (organization, project, options) =>
      getProject(on(organization, options), project),
    getProjectOfIssues: (organization, project, options) =>
      getProjectOfIssues(on(organization, options), project),
    listProjects: (organization, params, options) =>
      listProjects(on(organization, options), params),
    listRepositories: (organization, params, options) =>
      listRepositories(on(organization, options), params),
    listCodeMappings: (organization, params, options) =>
      listCodeMappings(on(organization, options), params),
    listOrganizationEnvironments: (organization, params, options) =>
      listOrganizationEnvironments(on(organization, options), params),
    listEnvironments: (organization, project, options) =>
      listEnvironments(on(organization, options), project),
    listTags: (organization, params, options) =>
      listTags(on(organization, options), params),
    listTagValues: (organization, key, params, options) =>
      listTagValues(on(organization, options), key, params),
    listReleases: (organization, params, options) =>
      listReleases(on(organization, options), params),
    getRelease: (organization, version, params, options) =>
      getRelease(on(organization, options), version, params),
    releaseSessions: (organization, params, options) =>
      releaseSessions(on(organization, options), params),
    listTeams: (organization, params, options) =>
      listTeams(on(organization, options), params),
    listProjectTeams: (organization, project, options) =>
      listProjectTeams(on(organization, options), project),
    listProjectMembers: (organization, params, options) =>
      listProjectMembers(on(organization, options), params),

    getIssueActivity: (organization, issue, options) =>
      talk.getIssueActivity(on(organization, options), issue),
    addIssueComment: (organization, issue, text, options) =>
      talk.addIssueComment(on(organization, options), issue, text),
    countIssueReplays: (organization, issue, params, options) =>
      talk.countIssueReplays(on(organization, options), issue, params),
    listIssueFeedback: (organization, issue, options) =>
      talk.listIssueFeedback(on(organization, options), issue),
    listSimilarIssues: (organization, issue, params, options) =>
      talk.listSimilarIssues(on(organization, options), issue, params),
    listIssueOwners: (organization, issue, project, options) =>
      talk.listIssueOwners(on(organization, options), issue, project),
    getIssueAnalysis: (organization, issue, options) =>
      talk.getIssueAnalysis(on(organization, options), issue),
    startIssueAnalysis: (organization, issue, options) =>
      talk.startIssueAnalysis(on(organization, options), issue),

    listAlerts: (organization, params, options) =>
      listAlerts(on(organization, options), params),
    hasOwnershipRule: (organization, project, options) =>
      hasOwnershipRule(on(organization, options), project),
    listMonitors: (organization, params, options) =>
      listMonitors(on(organization, options), params),

    getIndex: options => getIndex(onServer(options)),
    listOrganizations: (params, options) =>
      listOrganizations(onServer(options), params),
    getOrganization: (organization, options) =>
      getOrganization(on(organization, options)),
    listIntegrations: (organization, options) =>
      listIntegrations(on(organization, options)),

    updateIssues: (organization, params, options) =>
      updateIssues(on(organization, options), params),
    sendUserFeedback: (organization, feedback, options) =>
      sendUserFeedback(on(organization, options), feedback),
  };
}
