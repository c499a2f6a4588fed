import type {
  SentryIssue,
  SentryIssueSort,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { WithinEnvironments } from '../../answers/environments';

/** A user to whom issues are assigned. */
export interface IssueAssignee {
  /** Ref of their entity in the catalog. */
  ref: string;
  /** Their id in Sentry, by the name of each instance of which it is known. */
  userIds: Record<string, string>;
  /** Why it is not known, by the name of each instance that could know it. */
  unknown?: Record<string, SentryProblem>;
  /** Whether all issues of the user's own projects are listed, too. */
  besideOwn?: boolean;
}

/** What a page of issues is asked for, with every default filled in. */
export interface IssuesFilter {
  query: string;
  environments: string[];
  statsPeriod: string;
  sort: SentryIssueSort;
  limit: number;
  /** Whose issues; absent for all. */
  assignee?: IssueAssignee;
  /** Of a list by attention: what is taken from this one of its lists. */
  tiers?: number[];
}

/** One page of one scope, as the cache keeps it. */
export interface ScopePage extends WithinEnvironments {
  items: SentryIssue[];
  /** Sentry's cursor; absent on the last page. */
  nextCursor?: string;
  /** How many match, by Sentry's estimate. */
  hits?: number;
  /** Whether the server ends the list here though more match. */
  endsEarly?: boolean;
  /**
   * The rank of the last issue that Sentry listed, be it kept or not: none of a later page goes
   * before it. Only where the list is read on slowly.
   */
  floor?: number;
}

/** How far a list was read in one scope. */
export interface ScopePosition {
  /** Sentry's cursor of the page to read next; absent for the first. */
  cursor?: string;
  /** How many issues of that page were already given. */
  offset: number;
  /** The last of them: the page may be another one when it is read again. */
  last?: { id: string; rank: number };
  /** Whether there is nothing left. */
  done: boolean;
  hits?: number;
}
