import type {
  SentryActivity,
  SentryAssignee,
  SentryIssue,
  SentryIssueDetail,
  SentryMonitor,
  SentryRelease,
  SentrySuspectCommit,
  SentryTagDistribution,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryCapabilities,
  type SentryClient,
  type SentryIssueState,
  type SentryProjectFacts,
  type SentryAnswer,
} from 'backstage-plugin-sentry-node';
import { dialects } from '../client/servers/dialects';

/**
 * An issue of a fake, in a list or by itself.
 *
 * @public
 */
export type FakeSentryIssue = SentryIssue &
  Partial<
    Pick<
      SentryIssueDetail,
      | 'trends'
      | 'firstRelease'
      | 'lastRelease'
      | 'statusDetails'
      | 'externalIssues'
    >
  >;

/**
 * What a `fakeSentryClient` answers with.
 *
 * @public
 */
export interface FakeSentryClientOptions {
  /** Default `default`. */
  instance?: string;
  /** Default `fake`. */
  credentialId?: string;
  /** Default: `true`. */
  isShared?: boolean;
  /** Default: those of a Sentry. */
  capabilities?: SentryCapabilities;
  issues?: FakeSentryIssue[];
  projects?: SentryProjectFacts[];
  repositories?: SentryAnswer<'listRepositories'>['items'][number][];
  codeMappings?: SentryAnswer<'listCodeMappings'>['items'][number][];
  environments?: string[];
  /** Count per query; those of other queries are the number of issues. */
  counts?: Record<string, number>;
  users?: number;
  trend?: [startSeconds: number, events: number][];
  /** Of every issue, the oldest first. */
  events?: SentryAnswer<'getIssueEvent'>[];
  /** Of every issue. */
  tags?: SentryTagDistribution[];
  /** Of every event. */
  committers?: SentrySuspectCommit[];
  /** How many files each event has; absent if unknown. */
  attachments?: number;
  /** Of all projects. */
  releases?: SentryRelease[];
  /** Of every issue. */
  activity?: SentryActivity[];
  /** Of all projects; absent where the server has none. */
  alerts?: SentryAnswer<'listAlerts'>;
  monitors?: SentryMonitor[];
  /** Of every organization. */
  integrations?: SentryAnswer<'listIntegrations'>[number][];
  /** Teams and people of all projects. */
  assignees?: SentryAssignee[];
}

/**
 * A client that answers what it was given, whatever the query: issues of the
 * projects asked for, page by page.
 *
 * @public
 */
export function fakeSentryClient(
  options: FakeSentryClientOptions = {},
): SentryClient {
  const {
    issues = [],
    projects = [],
    environments = [],
    counts = {},
    events = [],
  } = options;
  const issuesOf = (ids: string[]) =>
    issues.filter(
      ({ project }) => ids.length === 0 || ids.includes(project.id),
    );
  const find = (idOrShortId: string) => {
    const found = issues.find(({ id, shortId }) =>
      [id, shortId].includes(idOrShortId),
    );
    if (!found) {
      throw notFound(`No issue ${idOrShortId}.`);
    }
    return found;
  };
  const inAll = (assignee: SentryAssignee) => ({
    ...assignee,
    projects: projects.map(({ slug }) => slug),
  });
  const capabilities = options.capabilities ?? {
    ...dialects.sentry.capabilities,
  };
  return {
    instance: options.instance ?? 'default',
    credentialId: options.credentialId ?? 'fake',
    isShared: options.isShared ?? true,
    capabilities,
    capabilitiesOf: () => capabilities,
    listIssues: async (_organization, { project, limit = 100, cursor }) => {
      const matches = issuesOf(project).map(listed);
      const start = Number(cursor ?? 0);
      const end = start + limit;
      return {
        items: matches.slice(start, end),
        ...(end < matches.length && { nextCursor: String(end) }),
        hits: matches.length,
        maxHits: 1000,
      };
    },
    countIssues: async (_organization, { queries, project }) =>
      queries.map(query => {
        const count = counts[query] ?? issuesOf(project).length;
        return { count: Math.min(count, 100), capped: count >= 100 };
      }),
    countUsers: async () => options.users,
    eventTrend: async () => options.trend,
    getIssue: async (_organization, idOrShortId) => factsOf(find(idOrShortId)),
    getIssueState: async (_organization, idOrShortId) =>
      stateOf(find(idOrShortId)),
    listIssueStates: async (_organization, { project, ids }) =>
      issuesOf(project)
        .filter(({ id }) => !ids || ids.includes(id))
        .map(stateOf),
    getIssueEvent: async (_organization, _issue, event) => {
      const found = isPosition(event)
        ? events.at(event === 'oldest' ? 0 : -1)
        : events.find(one => one.event.id === event);
      if (!found) {
        throw notFound(`No event ${event}.`);
      }
      return found;
    },
    getIssueTags: async () => options.tags ?? [],
    listTags: async () =>
      (options.tags ?? []).map(({ key, name, totalValues }) => ({
        key,
        name,
        count: totalValues,
      })),
    listTagValues: async (_organization, key, { query = '' }) =>
      (options.tags?.find(tag => tag.key === key)?.topValues ?? [])
        .filter(({ value }) => value.includes(query))
        .map(({ value, count }) => ({ value, count })),
    getEventCommitters: async () => options.committers ?? [],
    countEventAttachments: async () => options.attachments,
    listRepositories: async () => ({ items: options.repositories ?? [] }),
    listCodeMappings: async () => ({ items: options.codeMappings ?? [] }),
    listReleases: async () => options.releases ?? [],
    getRelease: async (_organization, version) => {
      const release = options.releases?.find(one => one.version === version);
      return release && { release, commits: [], deploys: [] };
    },
    releaseSessions: async () => [],
    listTeams: async () => ({
      items: (options.assignees ?? [])
        .filter(({ type }) => type === 'team')
        .map(inAll),
    }),
    listProjectTeams: async (_organization, project) => ({
      items: (options.assignees ?? [])
        .filter(({ type }) => type === 'team')
        .map(one => ({ ...one, projects: [project] })),
    }),
    listProjectMembers: async () =>
      (options.assignees ?? [])
        .filter(({ type }) => type === 'user')
        .map(inAll),
    getProject: async (organization, idOrSlug) => {
      const found = projects.find(({ id, slug }) =>
        [id, slug].includes(idOrSlug),
      );
      if (!found) {
        throw new SentryProblemError({
          code: 'PROJECT_NOT_FOUND',
          message: `No project ${idOrSlug} in ${organization}.`,
        });
      }
      return found;
    },
    getProjectOfIssues: async (_organization, idOrSlug) =>
      projects.find(({ id, slug }) => [id, slug].includes(idOrSlug)),
    listProjects: async () => ({ items: projects }),
    listOrganizationEnvironments: async () => environments,
    listEnvironments: async () => environments,
    getIssueActivity: async () => options.activity ?? [],
    addIssueComment: async (_organization, _issue, text) => ({
      id: 'comment',
      kind: 'comment',
      date: new Date().toISOString(),
      text,
    }),
    countIssueReplays: async () => undefined,
    listIssueFeedback: async () => undefined,
    listSimilarIssues: async () => undefined,
    listIssueOwners: async () => undefined,
    getIssueAnalysis: async () => undefined,
    startIssueAnalysis: async () => false,
    listAlerts: async () => options.alerts,
    listMonitors: async () => options.monitors,
    hasOwnershipRule: async () => undefined,
    getIndex: async () => ({ version: '0' }),
    getOrganization: async slug => ({ id: '1', slug, name: slug }),
    listIntegrations: async () => options.integrations ?? [],
    listOrganizations: async () => ({ items: [] }),
    updateIssues: async (_organization, { ids }) =>
      issues.some(({ id }) => ids.includes(id)),
    sendUserFeedback: async () => {},
  };
}

function factsOf(issue: FakeSentryIssue) {
  const {
    trends = {},
    firstRelease,
    lastRelease,
    statusDetails = {},
    externalIssues = [],
    ...facts
  } = issue;
  return {
    issue: facts,
    trends,
    firstRelease,
    lastRelease,
    statusDetails,
    externalIssues,
  };
}

function listed(issue: FakeSentryIssue): SentryIssue {
  return factsOf(issue).issue;
}

function stateOf(issue: FakeSentryIssue): SentryIssueState {
  const { id, shortId, status, isUnreviewed, project } = issue;
  return {
    id,
    shortId,
    status,
    isUnreviewed,
    substatus: issue.substatus ?? null,
    priority: issue.priority ?? null,
    assignee: issue.assignee ?? null,
    statusDetails: issue.statusDetails ?? {},
    project,
  };
}

function isPosition(event: string): boolean {
  return ['recommended', 'latest', 'oldest'].includes(event);
}

function notFound(message: string): SentryProblemError {
  return new SentryProblemError({ code: 'ISSUE_NOT_FOUND', message });
}
