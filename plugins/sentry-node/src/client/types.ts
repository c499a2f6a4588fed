import type {
  SentryAlert,
  SentryAssignee,
  SentryEvent,
  SentryReleaseDetail,
  SentryUnalertedProject,
  SentryUserFeedback,
} from 'backstage-plugin-sentry-common';

/**
 * A change of issues in Sentry's own words. Only what is named changes.
 *
 * @public
 */
export interface SentryIssueUpdate {
  status?: 'resolved' | 'unresolved' | 'ignored';
  statusDetails?: {
    inNextRelease?: true;
    /** A version, or `latest`. */
    inRelease?: string;
    /** In minutes from when Sentry reads it. */
    ignoreDuration?: number;
  };
  /** With `ignored`: until when. */
  substatus?: string;
  /** `false` for reviewed. */
  inbox?: boolean;
  /** `user:<id>` or `team:<id>`; empty for none. */
  assignedTo?: string;
  priority?: string;
}

/**
 * A page of one of Sentry's lists.
 *
 * @public
 */
export interface SentryPage<T> {
  items: T[];
  /** Absent on the last page, whatever Sentry's `Link` header has. */
  nextCursor?: string;
  /** `X-Hits`: how many match, an estimate. */
  hits?: number;
  /** `X-Max-Hits`: where that estimate stops. */
  maxHits?: number;
  /** Whether the server ends the list here though more match: it can't get to their pages. */
  endsEarly?: boolean;
}

/**
 * What every question about issues and events is narrowed to.
 *
 * @public
 */
export interface SentryScopeParams {
  /** Numeric ids: slugs are refused by servers older than June 2026. */
  project: string[];
  /** Names; none for all. */
  environment?: string[];
  /** Window such as `24h` or `14d`. */
  statsPeriod?: string;
}

/**
 * What a list of issues is asked for.
 *
 * @public
 */
export interface SentryIssuesParams extends SentryScopeParams {
  /** Sentry's search syntax. Empty for all issues: without it Sentry would choose `is:unresolved`. */
  query: string;
  /** `date`, `new`, `freq`, `user`, `trends` or `recommended`. */
  sort?: string;
  /** 1 to 100. */
  limit?: number;
  /** From `nextCursor` of the page before. */
  cursor?: string;
  /** Window of the trend: `24h`, `14d`, `auto`, or empty for none. */
  groupStatsPeriod?: string;
  /** Parts to leave out of the answer, such as `stats`. Default `filtered`. */
  collapse?: string[];
  /**
   * Parts that the answer has only where they are asked for, such as `inbox`. Default:
   * none. A server that does not know one, such as GlitchTip, leaves it out.
   */
  expand?: string[];
}

/**
 * How many issues match a query, as far as Sentry knows.
 *
 * @public
 */
export interface SentryIssueCount {
  /** Absent where Sentry does not tell. */
  count?: number;
  /** Whether Sentry stopped counting there: the number is that or more. */
  capped: boolean;
}

/**
 * A caller's wishes for one request.
 *
 * @public
 */
export interface SentryRequestOptions {
  /** Ends the wait; the method then throws `UPSTREAM_TIMEOUT`. */
  signal?: AbortSignal;
}

/**
 * What a server says of itself and of the token it was asked with.
 *
 * @public
 */
export interface SentryIndex {
  /** The version of the API: `0`. */
  version?: string;
  /** Scopes that the token holds; absent where the server does not tell. */
  scopes?: string[];
  /** Whose token it is; absent for an integration's. */
  user?: { id: string; name?: string };
}

/**
 * An organization as far as these plugins read it.
 *
 * @public
 */
export interface SentryOrganization {
  id: string;
  slug: string;
  name: string;
  /** Where its data lives. Absent where the server has no regions. */
  regionUrl?: string;
}

/**
 * An internal integration of an organization, without its secrets.
 *
 * @public
 */
export interface SentryIntegration {
  slug: string;
  name: string;
  /** Absent where it gets no webhooks. */
  webhookUrl?: string;
  /** What it has subscribed to, such as `issue` and `comment`. */
  resources: string[];
  /** Whether alert rules can choose it as an action. */
  isAlertable: boolean;
  isDisabled: boolean;
}

/**
 * An event, and whose it is.
 *
 * @public
 */
export interface SentryIssueEvent {
  /** Without its `link`: that hangs on the page of its issue. */
  event: SentryEvent;
  /** Of the event's issue. Absent where the server does not say. */
  issueId?: string;
  /** Of the event's project. Absent where the server does not say. */
  projectId?: string;
}

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
  /** Slugs of its teams. Absent where Sentry does not say. */
  teams?: string[];
}

/**
 * A repository that an organization is connected to, or that commits of its releases name.
 *
 * @public
 */
export interface SentryRepository {
  id: string;
  /** Such as `acme/shop`; at GitLab with spaces around the slashes. */
  name: string;
  /** Of its web pages, by http or https. */
  url?: string;
}

/**
 * Where in a repository the source code of a project is.
 *
 * @public
 */
export interface SentryCodeMapping {
  /** Numeric, as a string. */
  projectId: string;
  repositoryId: string;
  /** Name of the repository. */
  repository: string;
  /** Path from the root of the repository; empty for the root. */
  sourceRoot: string;
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
 * A project by the two names that Sentry's endpoints take.
 *
 * @public
 */
export interface SentryProjectRef {
  /** Numeric, as a string. */
  id: string;
  slug: string;
}

/**
 * The enabled alerts of projects.
 *
 * @public
 */
export interface SentryProjectAlerts {
  items: SentryAlert[];
  /** Projects without an alert that notifies anyone, as far as that is certain. */
  unalerted: SentryUnalertedProject[];
}

/**
 * What users of a program wrote about an issue.
 *
 * @public
 */
export interface SentryFeedback {
  /** 100 at most. */
  count: number;
  /** Whether there is more. */
  isCapped: boolean;
  /** The newest 20 with a text. */
  items: SentryUserFeedback[];
}

/**
 * A release, its commits and deploys; without health and counts of issues.
 *
 * @public
 */
export type SentryReleaseFacts = Pick<
  SentryReleaseDetail,
  'release' | 'commits' | 'commitCount' | 'deploys'
>;
