import type {
  SentryAlert,
  SentryMonitor,
  SentryRelease,
  SentryReleaseDetail,
  SentryUnalertedProject,
} from 'backstage-plugin-sentry-common';
import type {
  SentryPage,
  SentryProjectFacts,
  SentryRequestOptions,
  SentryScopeParams,
} from './types';

/**
 * The part of {@link SentryClient} that is about projects: their code, environments, releases,
 * alerts and monitors.
 *
 * @public
 */
export interface SentryProjectClient {
  /** The one project, following a rename; `PROJECT_NOT_FOUND` where there is none or the token can't see it. */
  getProject(
    organization: string,
    idOrSlug: string,
    options?: SentryRequestOptions,
  ): Promise<SentryProjectFacts>;

  /**
   * The project as its issues name it, for credentials that may read issues and nothing else.
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
   * One page of the organization's repositories, 100 at most. Empty where the server has none
   * such. Takes `org:read`.
   */
  listRepositories(
    organization: string,
    params: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<
    SentryPage<{
      id: string;
      /** Such as `acme/shop`; at GitLab with spaces around the slashes. */
      name: string;
      /** Of its web pages, by http or https. */
      url?: string;
    }>
  >;

  /**
   * One page of where the source code of all projects is that the credential sees, 100 at most.
   * Undocumented, what Sentry's own pages ask; empty where the server does not have it. Takes
   * `org:read`.
   */
  listCodeMappings(
    organization: string,
    params: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<
    SentryPage<{
      /** Numeric, as a string. */
      projectId: string;
      repositoryId: string;
      /** Name of the repository. */
      repository: string;
      /** Path from the root of the repository; empty for the root. */
      sourceRoot: string;
    }>
  >;

  /**
   * Names of the environments that any of the projects has events in, without hidden ones, in
   * one call. Sentry filters by project here since 2019, undocumented.
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

  /** The newest 50 releases of the projects, as far as they are of these; without health. */
  listReleases(
    organization: string,
    params: Omit<SentryScopeParams, 'statsPeriod'>,
    options?: SentryRequestOptions,
  ): Promise<SentryRelease[]>;

  /**
   * The sessions of the last day by project and release, those with most sessions first;
   * empty where a server knows none.
   */
  releaseSessions(
    organization: string,
    params: Omit<SentryScopeParams, 'statsPeriod'>,
    options?: SentryRequestOptions,
  ): Promise<
    {
      /** Id of the project. */
      project: string;
      version: string;
      sessions: number;
      /** Sessions of all releases of the project; absent where Sentry does not return it. */
      ofProject?: number;
      users?: number;
      /** 0 to 1. */
      crashFreeSessions?: number;
      /** 0 to 1. */
      crashFreeUsers?: number;
    }[]
  >;

  /**
   * The enabled alerts of the projects, with whom they notify: workflows; the rules of servers
   * older than these, and GlitchTip's alerts, of the first 20 projects; `undefined` where the
   * server has none. Takes `alerts:read` or `org:read`, rules on issues `project:read`.
   */
  listAlerts(
    organization: string,
    params: { projects: Pick<SentryProjectFacts, 'id' | 'slug'>[] },
    options?: SentryRequestOptions,
  ): Promise<
    | {
        items: SentryAlert[];
        /** Projects without an alert that notifies anyone, as far as that is certain. */
        unalerted: SentryUnalertedProject[];
      }
    | undefined
  >;

  /**
   * Whether the project has an ownership rule of its own, which says whose issues are. Takes
   * `project:read`.
   */
  hasOwnershipRule(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ): Promise<boolean | undefined>;

  /**
   * A release with its newest 50 commits and deploys, without health and counts of issues;
   * `undefined` where the projects have none of that version.
   *
   * @param params - `project`: numbers
   */
  getRelease(
    organization: string,
    version: string,
    params: { project: string[] },
    options?: SentryRequestOptions,
  ): Promise<
    | Pick<
        SentryReleaseDetail,
        'release' | 'commits' | 'commitCount' | 'deploys'
      >
    | undefined
  >;

  /**
   * Monitors of jobs and of addresses of the projects, the unhealthy first; `undefined` where the
   * server has none. Takes `alerts:read` or `org:read`.
   *
   * @param params - `withCheckIns`: reads the check-ins of the first ten jobs, too, in a call each
   */
  listMonitors(
    organization: string,
    params: {
      projects: Pick<SentryProjectFacts, 'id' | 'slug'>[];
      withCheckIns?: boolean;
    },
    options?: SentryRequestOptions,
  ): Promise<SentryMonitor[] | undefined>;
}
