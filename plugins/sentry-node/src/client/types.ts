import type { SentryAssignee } from 'backstage-plugin-sentry-common';

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
 * A caller's wishes for one request.
 *
 * @public
 */
export interface SentryRequestOptions {
  /** Ends the wait; the method then throws `UPSTREAM_TIMEOUT`. */
  signal?: AbortSignal;
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
 * A team or person, and what issues they can be given.
 *
 * @public
 */
export interface SentryProjectAssignee extends SentryAssignee {
  /** Slugs of the projects. */
  projects: string[];
}
