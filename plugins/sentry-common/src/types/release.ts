import type { SentryAnswerMeta } from './shared';

/**
 * How a release does for those who use it, over the last day. Only where the program
 * sends sessions.
 *
 * @public
 */
export interface SentryReleaseHealth {
  /** Share of sessions that did not crash, 0 to 1. */
  crashFreeSessions?: number;
  /** Share of users without a crash, 0 to 1. */
  crashFreeUsers?: number;
  /** Share of the sessions in its projects that are of this release, 0 to 1. */
  adoption?: number;
  sessions?: number;
  users?: number;
}

/**
 * A release of the entity's projects.
 *
 * @public
 */
export interface SentryRelease extends SentryReleaseRef {
  instance: string;
  organization: string;
  /** Slugs of those of the entity's projects that it is a release of. */
  projects: string[];
  /** ISO 8601, UTC. */
  dateReleased?: string;
  /** Issues first seen in it. */
  newIssues?: number;
  health?: SentryReleaseHealth;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/releases`: the newest first, 50 at most of
 * each organization.
 *
 * @public
 */
export interface SentryReleasesResponse extends SentryAnswerMeta {
  items: SentryRelease[];
}

/**
 * A commit of a release.
 *
 * @public
 */
export interface SentryReleaseCommit {
  id: string;
  /** Its first characters. */
  shortId: string;
  /** First line of its message. */
  message?: string;
  /** Never an e-mail address. */
  authorName?: string;
  dateCreated?: string;
  url?: string;
}

/**
 * When a release went live, and where.
 *
 * @public
 */
export interface SentryDeploy {
  environment: string;
  name?: string;
  /** ISO 8601 in UTC. */
  date?: string;
  url?: string;
}

/**
 * Issues that have to do with a release, as Sentry counts them over 90 days.
 *
 * @public
 */
export interface SentryReleaseIssues {
  count: number;
  /** Whether Sentry stopped counting there: the number is that or more. */
  capped: boolean;
  /** The search that lists them, as `query` of `…/issues` takes it. */
  query: string;
  /** The list in Sentry. */
  link: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/releases/:version`. What can't be read is absent.
 *
 * @public
 */
export interface SentryReleaseDetail extends SentryAnswerMeta {
  release: SentryRelease;
  /** The newest 50. */
  commits: SentryReleaseCommit[];
  /** How many there are in all. */
  commitCount?: number;
  /** The newest first, 50 at most. */
  deploys: SentryDeploy[];
  issues: {
    /** First seen in it. */
    new?: SentryReleaseIssues;
    /** That came back with it. */
    regressed?: SentryReleaseIssues;
    /** Unresolved ones that were seen in it. */
    unresolved?: SentryReleaseIssues;
  };
  links: { sentry?: string };
}

/**
 * A repository as Sentry knows it.
 *
 * @public
 */
export interface SentryRepositoryRef {
  /** Such as `acme/shop`. */
  name?: string;
  /** Its page in source control. */
  url?: string;
}

/**
 * A release as issues and events name it.
 *
 * @public
 */
export interface SentryReleaseRef {
  /** As the program names itself, such as `shop-web@2.4.0`. */
  version: string;
  /** Such as `2.4.0`. */
  shortVersion?: string;
  /** When it was created in Sentry, ISO 8601 in UTC. */
  dateCreated?: string;
  /** Its newest commit: the full id. Absent if Sentry does not know it. */
  commit?: string;
  /**
   * The repository of the commit: a project's releases can have commits of several.
   * Absent if only the program itself names the commit.
   */
  repository?: SentryRepositoryRef;
  /** The release in Sentry. */
  link?: string;
}
