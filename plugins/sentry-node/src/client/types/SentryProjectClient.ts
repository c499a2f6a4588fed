import type { SentryAssignee } from 'backstage-plugin-sentry-common';
import type {
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from './questions';

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
 * The part of {@link SentryClient} that is about what projects have beside issues.
 *
 * @public
 */
export interface SentryProjectClient {
  /** The newest 50 releases of the projects; `toSentryRelease` reads each. */
  listReleases(
    organization: string,
    params: Omit<SentryScopeParams, 'statsPeriod'>,
    options?: SentryRequestOptions,
  ): Promise<unknown[]>;

  /**
   * The sessions of the last day by project and release, those with most sessions first;
   * empty where a server knows none.
   */
  releaseSessions(
    organization: string,
    params: Omit<SentryScopeParams, 'statsPeriod'>,
    options?: SentryRequestOptions,
  ): Promise<SentryReleaseSessions[]>;

  /** The teams of a project, 100 at most. */
  listProjectTeams(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ): Promise<SentryAssignee[]>;

  /** One page of the people of the organization by name, never by address. Takes `member:read`. */
  listMembers(
    organization: string,
    params?: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<SentryAssignee>>;
}
