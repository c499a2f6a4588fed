/**
 * A stand-in for the Sentry API in tests and playgrounds of other packages.
 *
 * @packageDocumentation
 */
import type {
  SentryActivity,
  SentryActivityResponse,
  SentryAnalysisResponse,
  SentryAnalysisStarted,
  SentryAlertsResponse,
  SentryAssigneesResponse,
  SentryCommentBody,
  SentryCommentResponse,
  SentryEnvironmentsResponse,
  SentryEvent,
  SentryEventResponse,
  SentryCoverageChange,
  SentryCoverageResponse,
  SentryInstancesResponse,
  SentryIssue,
  SentryIssueChange,
  SentryIssueChangeResponse,
  SentryIssueDetail,
  SentryIssueDetailQuery,
  SentryIssueLinksResponse,
  SentryIssuesChange,
  SentryIssuesPage,
  SentryIssuesQuery,
  SentryMonitorsResponse,
  SentryMyIssuesQuery,
  SentryOrganizationsResponse,
  SentryProjectsResponse,
  SentryReleaseDetail,
  SentryReleasesResponse,
  SentrySummariesQuery,
  SentrySummariesResponse,
  SentrySummary,
  SentryTagsResponse,
  SentryTagValuesResponse,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import { SentryProblemException } from './api/errors';
import type { SentryApi } from './api/SentryApi';
import { guessChange } from './triage/acts';

export type { SentryApi } from './api/SentryApi';
export type {
  SentryChangeOptions,
  SentryRequestOptions,
} from './api/Transport';

/**
 * What a {@link MockSentryApi} answers with; each part on its own is enough.
 *
 * @public
 */
export interface MockSentryApiOptions {
  /** All issues, served in pages. */
  issues?: SentryIssue[];
  /** What differs in each page. */
  page?: Partial<SentryIssuesPage>;
  /** What the details of an issue add to the issue; nothing by default. */
  detail?: (
    issue: SentryIssue,
  ) => Partial<Omit<SentryIssueDetail, 'event' | 'issue'>>;
  /** Events of an issue, the latest first; none by default. */
  events?: (issue: SentryIssue) => SentryEvent[];
  /** What differs in the activity of each issue; nothing has happened by default. */
  activity?: Partial<SentryActivityResponse>;
  /** What differs in what each issue is linked with; nothing by default. */
  issueLinks?: Partial<SentryIssueLinksResponse>;
  /** What differs in the analysis of each issue; not supported by default. */
  analysis?: Partial<SentryAnalysisResponse>;
  /** What differs in the summary. */
  summary?: Partial<SentrySummary>;
  /** What differs in the projects; none by default. */
  projects?: Partial<SentryProjectsResponse>;
  /** What differs in the releases; none by default. */
  releases?: Partial<SentryReleasesResponse>;
  /** What the details of a release add to it; nothing by default. */
  release?: Partial<SentryReleaseDetail>;
  /** What differs in the alerts; by default no server can be asked for them. */
  alerts?: Partial<SentryAlertsResponse>;
  /** What differs in the monitors; by default no server can be asked for them. */
  monitors?: Partial<SentryMonitorsResponse>;
  /** What differs in the summary of the caller's groups; no groups by default. */
  teams?: Partial<SentrySummary>;
  /** What differs in the environments; none by default. */
  environments?: Partial<SentryEnvironmentsResponse>;
  /** What differs in the tags of a search; none by default. */
  tags?: Partial<SentryTagsResponse>;
  /** What differs in the values of each of them; none by default. */
  tagValues?: Partial<SentryTagValuesResponse>;
  /** What differs in what may be changed; nothing may be by default. */
  triage?: Partial<SentryTriageResponse>;
  /** What differs in the possible assignees; none by default. */
  assignees?: Partial<SentryAssigneesResponse>;
  /** The configured instances; none by default. */
  instances?: SentryInstancesResponse['items'];
  /** What differs in what the caller's own identity reaches; nothing by default. */
  organizations?: Partial<SentryOrganizationsResponse>;
}

/**
 * A `SentryApi` for tests and playgrounds: answers every entity with what
 * it was given. Serves as many of the issues as the query's limit allows; other
 * filters are left to the real thing.
 *
 * @public
 */
export class MockSentryApi implements SentryApi {
  readonly #options: MockSentryApiOptions;
  #issues: SentryIssue[];
  #comments: SentryActivity[] = [];

  constructor(options: MockSentryApiOptions = {}) {
    this.#options = options;
    this.#issues = options.issues ?? [];
  }
  async getIssues(
    _entityRef: string,
    query: SentryIssuesQuery = {},
  ): Promise<SentryIssuesPage> {
    const issues = this.#issues;
    const start = Number(query.cursor ?? 0);
    const end = start + (query.limit ?? 25);
    return {
      items: issues.slice(start, end),
      pageInfo: end < issues.length ? { nextCursor: String(end) } : {},
      totalItems: issues.length,
      totalIsEstimate: true,
      links: {},
      ...answerMeta(),
      ...this.#options.page,
    };
  }
  async getIssue(
    _entityRef: string,
    issueId: string,
    query: SentryIssueDetailQuery = {},
  ): Promise<SentryIssueDetail> {
    const issue = this.#findIssue(issueId);
    return {
      issue,
      trends: {},
      environments: [],
      tags: [],
      statusDetails: {},
      externalIssues: [],
      suspectCommits: [],
      event: this.#findEvent(issue, query.event),
      eventPositions: ['recommended', 'latest', 'oldest'],
      links: { sentry: issue.permalink },
      ...answerMeta(),
      ...this.#options.detail?.(issue),
    };
  }
  async getIssueEvent(
    _entityRef: string,
    issueId: string,
    eventId: string,
  ): Promise<SentryEventResponse> {
    const issue = this.#findIssue(issueId);
    const event = this.#findEvent(issue, eventId);
    if (!event) {
      throw notFound(`The issue has no event ${eventId}.`);
    }
    return { issueId: issue.id, event, ...answerMeta() };
  }
  async getIssueActivity(
    _entityRef: string,
    issueId: string,
  ): Promise<SentryActivityResponse> {
    const { items = [], ...rest } = this.#options.activity ?? {};
    return {
      issueId,
      links: {},
      ...answerMeta(),
      ...rest,
      items: [...this.#comments, ...items],
    };
  }
  async getIssueLinks(
    _entityRef: string,
    issueId: string,
  ): Promise<SentryIssueLinksResponse> {
    return {
      issueId,
      tickets: [],
      owners: [],
      links: {},
      ...answerMeta(),
      ...this.#options.issueLinks,
    };
  }
  async getIssueAnalysis(
    _entityRef: string,
    issueId: string,
  ): Promise<SentryAnalysisResponse> {
    return {
      issueId,
      supported: false,
      status: 'none',
      pullRequests: [],
      links: {},
      ...answerMeta(),
      ...this.#options.analysis,
    };
  }
  async addIssueComment(
    _entityRef: string,
    _issueId: string,
    { text }: SentryCommentBody,
  ): Promise<SentryCommentResponse> {
    const item: SentryActivity = {
      id: `comment-${this.#comments.length + 1}`,
      kind: 'comment',
      date: new Date().toISOString(),
      text,
    };
    this.#comments = [item, ...this.#comments];
    return { item, actedAs: 'service' };
  }
  async startIssueAnalysis(): Promise<SentryAnalysisStarted> {
    return { status: 'running', actedAs: 'service' };
  }
  async getSummary(
    _entityRef: string,
    query: { statsPeriod?: string } = {},
  ): Promise<SentrySummary> {
    return {
      unresolved: this.#issues.length,
      capped: [],
      statsPeriod: query.statsPeriod ?? '14d',
      links: {},
      ...answerMeta(),
      ...this.#options.summary,
    };
  }
  async getSummaries({
    entityRef,
    statsPeriod,
  }: SentrySummariesQuery): Promise<SentrySummariesResponse> {
    const summary = await this.getSummary('', { statsPeriod });
    return { items: entityRef.map(ref => ({ entityRef: ref, summary })) };
  }
  async getTags(): Promise<SentryTagsResponse> {
    return { items: [], ...answerMeta(), ...this.#options.tags };
  }
  async getTagValues(): Promise<SentryTagValuesResponse> {
    return { items: [], ...answerMeta(), ...this.#options.tagValues };
  }
  async getReleases(): Promise<SentryReleasesResponse> {
    return { items: [], ...answerMeta(), ...this.#options.releases };
  }
  async getRelease(
    _entityRef: string,
    version: string,
  ): Promise<SentryReleaseDetail> {
    const { items } = await this.getReleases();
    const release = items.find(one => one.version === version);
    if (!release) {
      throw notFound(`There is no release ${version}.`);
    }
    return {
      release,
      commits: [],
      deploys: [],
      issues: {},
      links: { sentry: release.link },
      ...answerMeta(),
      ...this.#options.release,
    };
  }
  async getAlerts(): Promise<SentryAlertsResponse> {
    return {
      items: [],
      supported: this.#options.alerts !== undefined,
      unalerted: [],
      ...answerMeta(),
      ...this.#options.alerts,
    };
  }
  async getMonitors(): Promise<SentryMonitorsResponse> {
    return {
      items: [],
      supported: this.#options.monitors !== undefined,
      ...answerMeta(),
      ...this.#options.monitors,
    };
  }
  async getMyIssues(query?: SentryMyIssuesQuery): Promise<SentryIssuesPage> {
    return this.getIssues('', query);
  }
  async getMyProjects(): Promise<SentryProjectsResponse> {
    return this.getProjects();
  }
  async getMyEnvironments(): Promise<SentryEnvironmentsResponse> {
    return this.getEnvironments();
  }
  async getMyTeams(query?: { statsPeriod?: string }): Promise<SentrySummary> {
    const summary = await this.getSummary('', query);
    return { ...summary, components: [], ...this.#options.teams };
  }
  async getProjects(): Promise<SentryProjectsResponse> {
    return { items: [], ...answerMeta(), ...this.#options.projects };
  }
  async getEnvironments(): Promise<SentryEnvironmentsResponse> {
    return {
      items: [],
      defaults: [],
      ...answerMeta(),
      ...this.#options.environments,
    };
  }
  async updateIssue(
    entityRef: string,
    issueId: string,
    change: SentryIssueChange,
  ): Promise<SentryIssueChangeResponse> {
    return this.updateIssues(entityRef, { ...change, ids: [issueId] });
  }
  async updateIssues(
    _entityRef: string,
    { ids, ...change }: SentryIssuesChange,
  ): Promise<SentryIssueChangeResponse> {
    const { items: assignees = [] } = this.#options.assignees ?? {};
    const assignee = assignees.find(
      ({ type, id }) => `${type}:${id}` === change.assignedTo,
    );
    const { statusDetails = {}, ...guess } = guessChange(change, assignee);
    const changed = ids.map(id => ({ ...this.#findIssue(id), ...guess }));
    this.#issues = this.#issues.map(
      issue => changed.find(({ id }) => id === issue.id) ?? issue,
    );
    return {
      items: changed.map(issue => ({
        id: issue.id,
        shortId: issue.shortId,
        status: issue.status,
        project: issue.project,
        substatus: issue.substatus ?? null,
        priority: issue.priority ?? null,
        assignee: issue.assignee ?? null,
        statusDetails,
        actedAs: 'service',
      })),
      problems: [],
    };
  }
  async getTriage(): Promise<SentryTriageResponse> {
    return {
      allowed: false,
      reason: 'disabled',
      items: [],
      ...this.#options.triage,
    };
  }
  async getAssignees(): Promise<SentryAssigneesResponse> {
    return { items: [], ...answerMeta(), ...this.#options.assignees };
  }
  async getCoverage(): Promise<SentryCoverageResponse> {
    return {
      items: [],
      pageInfo: {},
      totalItems: 0,
      counts: {
        suggestions: 0,
        missing: 0,
        unmatched: 0,
        wrong: 0,
        matched: 0,
        dismissed: 0,
      },
      visibility: 'owned',
      appliesExactMatches: false,
      problems: [],
    };
  }

  async decideCoverage({
    decision,
  }: SentryCoverageChange): Promise<Pick<SentryCoverageChange, 'decision'>> {
    return { decision };
  }

  async getInstances(): Promise<SentryInstancesResponse> {
    return { ...answerMeta(), items: this.#options.instances ?? [] };
  }
  async getOrganizations(): Promise<SentryOrganizationsResponse> {
    return { items: [], ...answerMeta(), ...this.#options.organizations };
  }

  #findIssue(issueId: string): SentryIssue {
    const issue = this.#issues.find(
      ({ id, shortId }) => issueId === id || issueId === shortId,
    );
    if (!issue) {
      throw notFound(`There is no issue ${issueId}.`);
    }
    return issue;
  }

  #findEvent(
    issue: SentryIssue,
    position: string = 'recommended',
  ): SentryEvent | undefined {
    const events = this.#options.events?.(issue) ?? [];
    const positions: Record<string, number> = {
      latest: 0,
      recommended: 0,
      oldest: events.length - 1,
    };
    const index =
      positions[position] ?? events.findIndex(({ id }) => id === position);
    const event = events.at(index === -1 ? events.length : index);
    return (
      event && {
        ...event,
        position: {
          previous: events[index + 1]?.id,
          next: events[index - 1]?.id,
        },
      }
    );
  }
}

function notFound(message: string) {
  return new SentryProblemException({ code: 'ISSUE_NOT_FOUND', message });
}

function answerMeta() {
  return { fetchedAt: new Date().toISOString(), stale: false, problems: [] };
}
