import type { SentryAnswerMeta, SentryTrend } from './shared';
import type { SentryComponent, SentryProject } from './project';
import type { SentryIssueSort } from '../issueQuery';

/**
 * How bad the events of an issue are, as the program that sent them says.
 *
 * @public
 */
export type SentryIssueLevel =
  'sample' | 'debug' | 'info' | 'warning' | 'error' | 'fatal' | 'unknown';

/**
 * `ignored` is what Sentry's own pages call archived.
 *
 * @public
 */
export type SentryIssueStatus =
  | 'resolved'
  | 'ignored'
  | 'unresolved'
  | 'pending_deletion'
  | 'pending_merge'
  | 'reprocessing';

/**
 * What is new about an unresolved issue, or until when one is archived.
 *
 * @public
 */
export type SentryIssueSubstatus =
  | 'archived_until_escalating'
  | 'archived_until_condition_met'
  | 'archived_forever'
  | 'escalating'
  | 'ongoing'
  | 'regressed'
  | 'new';

/**
 * How urgent an issue is, by Sentry or by the people who changed it.
 *
 * @public
 */
export type SentryIssuePriority = 'low' | 'medium' | 'high';

/**
 * Sentry adds categories over time; the known ones are named for the reader.
 *
 * @public
 */
export type SentryIssueCategory =
  'error' | 'performance' | 'cron' | 'outage' | 'feedback' | (string & {});

/**
 * The person or team an issue is assigned to. Never an e-mail address.
 *
 * @public
 */
export interface SentryAssignee {
  type: 'user' | 'team';
  id: string;
  name: string;
}

/**
 * All-time figures of an issue, whatever window was asked for.
 *
 * @public
 */
export interface SentryIssueLifetime {
  count?: number;
  userCount?: number;
  firstSeen?: string;
  lastSeen?: string;
}

/**
 * One issue of a list. Whatever is optional in Sentry's answer is optional here.
 *
 * @public
 */
export interface SentryIssue {
  /** Numeric, as a string. */
  id: string;
  /** Such as `SHOP-WEB-1A`; what commits name to resolve the issue. */
  shortId?: string;
  title: string;
  /** Type of the exception, such as `TypeError`. */
  type?: string;
  /** Message of the exception. */
  value?: string;
  /** Where it happened, in Sentry's words. */
  culprit?: string;
  level?: SentryIssueLevel;
  status?: SentryIssueStatus;
  substatus?: SentryIssueSubstatus;
  priority?: SentryIssuePriority;
  isUnhandled?: boolean;
  /**
   * Whether it is in Sentry's inbox: only such an issue can be marked as reviewed. Absent if
   * the server does not report it.
   */
  isUnreviewed?: boolean;
  platform?: string;
  category?: SentryIssueCategory;
  /** The issue in Sentry; only ever http or https. */
  permalink?: string;
  /** Events in the window that was asked for. */
  count: number;
  /** Users hit in the window that was asked for; absent where the server counts none. */
  userCount?: number;
  /** ISO 8601, UTC. */
  firstSeen?: string;
  /** ISO 8601, UTC. */
  lastSeen?: string;
  lifetime?: SentryIssueLifetime;
  trend?: SentryTrend;
  numComments?: number;
  /** How likely Seer can mend it, 0 to 1. Absent where Sentry did not estimate it. */
  fixability?: number;
  assignee?: SentryAssignee;
  project: SentryProject;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/issues`.
 *
 * @public
 */
export interface SentryIssuesPage extends SentryAnswerMeta {
  items: SentryIssue[];
  /** `nextCursor` is absent on the last page. */
  pageInfo: { nextCursor?: string };
  /** How many issues match, as far as Sentry knows. Absent where it does not say. */
  totalItems?: number;
  /** Sentry counts matches by an estimate that stops at 1,000. */
  totalIsEstimate: boolean;
  /**
   * The order, where it is another than the one asked for: `freq` instead of `attention`, which
   * not every server has.
   */
  sort?: SentryIssueSort;
  /** `sentry` is the same list in Sentry; absent where one page can't show it. */
  links: { sentry?: string };
  /**
   * Which entities the projects belong to, where the list goes over several, as that of a
   * system does. Absent where it is about one entity's own projects.
   */
  entities?: SentryComponent[];
}
