import type {
  SentryAssignee,
  SentryRelease,
} from 'backstage-plugin-sentry-common';
import type {
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from './questions';

/**
 * A project of an organization, and what the credential may see of it.
 *
 * @public
 */
export interface SentryProjectFacts {
  /** Numeric, as a string. */
  id: string;
  slug: string;
  name: string;
  platform?: string;
  /** Whether the credential's owner is in one of its teams. Absent where Sentry does not say. */
  isMember?: boolean;
  /** Whether the credential sees its issues, by a team or by an open membership. */
  hasAccess?: boolean;
}

/**
 * How sessions of the last day went that were of one release in one project.
 *
 * @public
 */
export interface SentryReleaseSessions {
  /** Id of the project. */
  project: string;
  version: string;
  sessions: number;
  /** Sessions of all releases of the project; absent where Sentry does not tell. */
  ofProject?: number;
  users?: number;
  /** 0 to 1. */
  crashFreeSessions?: number;
  /** 0 to 1. */
  crashFreeUsers?: number;
}

/**
 * A team or person, and what issues they can be given.
 *
 * @public
 */
export interface SentryProjectAssignee extends SentryAssignee {
  /** Slugs of the projects. */
  projects: string[];
}

/**
 * The part of {@link SentryClient} that is about what projects have beside issues.
 *
 * @public
 */
export interface SentryProjectClient {
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
  ): Promise<SentryReleaseSessions[]>;

  /**
   * One page of the organization's teams, 100 at most, with the projects of each. Empty where
   * the server assigns issues to nobody.
   */
  listTeams(
    organization: string,
    params?: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryProjectAssignee>>;

  /**
   * The teams of one project, 100 at most. Empty where the server assigns issues to nobody.
   * Takes `project:read`.
   *
   * @param project - slug
   */
  listProjectTeams(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryProjectAssignee>>;

  /**
   * The people in the teams of the projects, by name, never by address; 1,000 at most. Those
   * without a name that may be shown are left out. Sentry
   * assigns a project's issues to nobody else. What its own pages ask, though its documents
   * leave it out; takes `org:read`.
   *
   * @param params - `project`: numeric ids
   */
  listProjectMembers(
    organization: string,
    params: { project: string[] },
    options?: SentryRequestOptions,
  ): Promise<SentryProjectAssignee[]>;
}
