import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  SentryCoverageChange,
  SentryCoverageList,
  SentryCoverageResponse,
  SentryActivityResponse,
  SentryAnalysisResponse,
  SentryAnalysisStarted,
  SentryAlertsResponse,
  SentryAssigneesResponse,
  SentryCommentBody,
  SentryCommentResponse,
  SentryEnvironmentsResponse,
  SentryEventPosition,
  SentryEventResponse,
  SentryInstancesResponse,
  SentryIssueChange,
  SentryIssueChangeQuery,
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
  SentryTagValuesQuery,
  SentryTagValuesResponse,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import type { SentryChangeOptions, SentryRequestOptions } from './Transport';

/**
 * Reads, and changes, the Sentry data of catalog entities from the Sentry backend plugin.
 *
 * Entities are named by their full ref, such as `component:default/shop-web`.
 * Every method rejects with a `SentryProblemException` where the backend
 * says what is wrong, and with a `SentryRequestException` where the
 * request did not get that far.
 *
 * @public
 */
export interface SentryApi {
  /** A page of the entity's issues. What the query leaves out is the backend's default. */
  getIssues(
    entityRef: string,
    query?: SentryIssuesQuery,
    options?: SentryRequestOptions,
  ): Promise<SentryIssuesPage>;

  /**
   * One of the entity's issues, with one of its events.
   *
   * @param issueId - its numeric id or its short id, such as `SHOP-WEB-1A`
   */
  getIssue(
    entityRef: string,
    issueId: string,
    query?: SentryIssueDetailQuery,
    options?: SentryRequestOptions,
  ): Promise<SentryIssueDetail>;

  /**
   * An event of one of the entity's issues.
   *
   * @param eventId - the event's id, or its position among those of the issue
   */
  getIssueEvent(
    entityRef: string,
    issueId: string,
    eventId: SentryEventPosition | (string & {}),
    query?: Pick<SentryIssueDetailQuery, 'environment' | 'project'>,
    options?: SentryRequestOptions,
  ): Promise<SentryEventResponse>;

  /**
   * Changes one of the entity's issues.
   *
   * @returns the issue as it now is at Sentry, with the changes of others
   */
  updateIssue(
    entityRef: string,
    issueId: string,
    change: SentryIssueChange,
    query?: SentryIssueChangeQuery,
    options?: SentryChangeOptions,
  ): Promise<SentryIssueChangeResponse>;

  /** Changes several of the entity's issues alike; says of each that was not changed why. */
  updateIssues(
    entityRef: string,
    change: SentryIssuesChange,
    query?: SentryIssueChangeQuery,
    options?: SentryChangeOptions,
  ): Promise<SentryIssueChangeResponse>;

  /** What people and Sentry did to an issue, the newest first; comments too. */
  getIssueActivity(
    entityRef: string,
    issueId: string,
    query?: Pick<SentryIssueDetailQuery, 'environment' | 'project'>,
    options?: SentryRequestOptions,
  ): Promise<SentryActivityResponse>;

  /** Replays, trace, tickets, feedback and similar issues of an issue, and its owners by Sentry's rules. */
  getIssueLinks(
    entityRef: string,
    issueId: string,
    query?: Pick<SentryIssueDetailQuery, 'environment' | 'project'>,
    options?: SentryRequestOptions,
  ): Promise<SentryIssueLinksResponse>;

  /** What Seer makes of an issue. Its texts are made by a model. */
  getIssueAnalysis(
    entityRef: string,
    issueId: string,
    query?: Pick<SentryIssueDetailQuery, 'environment' | 'project'>,
    options?: SentryRequestOptions,
  ): Promise<SentryAnalysisResponse>;

  /** Writes a comment on an issue. Sent once: rejects with `outcome: 'unknown'` where it may have arrived. */
  addIssueComment(
    entityRef: string,
    issueId: string,
    comment: SentryCommentBody,
    query?: SentryIssueChangeQuery,
    options?: SentryChangeOptions,
  ): Promise<SentryCommentResponse>;

  /** Starts an analysis of an issue by Seer, which takes of the organization's quota. */
  startIssueAnalysis(
    entityRef: string,
    issueId: string,
    query?: SentryIssueChangeQuery,
    options?: SentryChangeOptions,
  ): Promise<SentryAnalysisStarted>;

  /** What the viewer may change of the entity's issues, as whom, and why not. */
  getTriage(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryTriageResponse>;

  /** Whom the entity's issues can be assigned to. */
  getAssignees(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryAssigneesResponse>;

  /** Counts and trend over the entity's projects, for a window such as `14d`. */
  getSummary(
    entityRef: string,
    query?: { statsPeriod?: string },
    options?: SentryRequestOptions,
  ): Promise<SentrySummary>;

  /** The summaries of several entities, 50 at most, each or its problem. */
  getSummaries(
    query: SentrySummariesQuery,
    options?: SentryRequestOptions,
  ): Promise<SentrySummariesResponse>;

  /** The tags that a search of the entity's issues can name. */
  getTags(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryTagsResponse>;

  /** The values of a tag. */
  getTagValues(
    entityRef: string,
    key: string,
    query?: SentryTagValuesQuery,
    options?: SentryRequestOptions,
  ): Promise<SentryTagValuesResponse>;

  /**
   * The newest releases of the entity's projects, with their health where there are sessions.
   * Of the entity's own environments where none is named; an empty list is all of them.
   */
  getReleases(
    entityRef: string,
    query?: Pick<SentryIssuesQuery, 'environment'>,
    options?: SentryRequestOptions,
  ): Promise<SentryReleasesResponse>;

  /**
   * One of these releases: its health, commits, deploys, and counts of its issues.
   *
   * @param version - as the program names itself, such as `shop-web@2.4.0`
   */
  getRelease(
    entityRef: string,
    version: string,
    query?: Pick<SentryIssuesQuery, 'environment'>,
    options?: SentryRequestOptions,
  ): Promise<SentryReleaseDetail>;

  /** The enabled alerts of the entity's projects, and the projects without one. */
  getAlerts(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryAlertsResponse>;

  /** The monitors of the entity's projects, the unhealthy first. */
  getMonitors(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryMonitorsResponse>;

  /** The entity's projects, each resolved or with its problem. */
  getProjects(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryProjectsResponse>;

  /** The environments that the entity's events were seen in. */
  getEnvironments(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryEnvironmentsResponse>;

  /**
   * A page of the issues that concern the caller: by what they own, by being assigned to them
   * or, where no `relation` is named, by either.
   */
  getMyIssues(
    query?: SentryMyIssuesQuery,
    options?: SentryRequestOptions,
  ): Promise<SentryIssuesPage>;

  /** The projects that {@link SentryApi.getMyIssues} of the same `relation` can be narrowed to. */
  getMyProjects(
    query?: Pick<SentryMyIssuesQuery, 'relation'>,
    options?: SentryRequestOptions,
  ): Promise<SentryProjectsResponse>;

  /** The environments that {@link SentryApi.getMyIssues} of the same `relation` can be narrowed to. */
  getMyEnvironments(
    query?: Pick<SentryMyIssuesQuery, 'relation'>,
    options?: SentryRequestOptions,
  ): Promise<SentryEnvironmentsResponse>;

  /** Counts and trend over what the caller's groups own; `components` are the groups. */
  getMyTeams(
    query?: { statsPeriod?: string },
    options?: SentryRequestOptions,
  ): Promise<SentrySummary>;

  /** A page of one of the lists of the catalog against Sentry. */
  getCoverage(
    query?: { list?: SentryCoverageList; limit?: number; cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryCoverageResponse>;

  /** Accepts or dismisses a suggestion of {@link SentryApi.getCoverage}. */
  decideCoverage(
    change: SentryCoverageChange,
    options?: SentryRequestOptions,
  ): Promise<Pick<SentryCoverageChange, 'decision'>>;

  /** How the configured Sentry instances are doing; asks them. */
  getInstances(
    options?: SentryRequestOptions,
  ): Promise<SentryInstancesResponse>;

  /** What the caller's own Sentry identity reaches. */
  getOrganizations(
    options?: SentryRequestOptions,
  ): Promise<SentryOrganizationsResponse>;
}

/**
 * Where the app finds its {@link SentryApi}.
 *
 * @public
 */
export const sentryApiRef = createApiRef<SentryApi>().with({
  id: 'plugin.sentry.service',
  pluginId: 'sentry',
});
