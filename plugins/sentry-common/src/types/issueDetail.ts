import type { SentryProblem } from '../problems';
import type { SentryEvent, SentryEventPosition } from './event';
import type { SentryIssue } from './issue';
import type { SentryReleaseRef } from './release';
import type { SentryAnswerMeta, SentryTrend } from './shared';

/**
 * What `GET /entities/:kind/:namespace/:name/issues/:issueId` can be asked for.
 *
 * @public
 */
export interface SentryIssueDetailQuery {
  /** Which event comes along: a position or an event's id. Default `recommended`. */
  event?: SentryEventPosition | (string & {});
  /**
   * Environments that counts and event are narrowed to. Default: those of the entity's
   * annotation; an empty name for all.
   */
  environment?: string[];
  /**
   * Where the issue is looked for: a subset of the entity's projects, by slug, by id, as an
   * annotation may write them or in full: `instance:organization/slug`, or with the id instead.
   * Needed where several of them have an issue of that number or short id: without it, that is refused.
   */
  project?: string[];
  /**
   * The window of the issue's counts, `1h` to `90d`, as of a list. Default: all time.
   */
  statsPeriod?: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/issues/:issueId`. Where a part can't
 * be had, the rest is here and `problems` says why.
 *
 * @public
 */
export interface SentryIssueDetail extends SentryAnswerMeta {
  /**
   * As in a list. `count` and `userCount` cover the requested window if Sentry returned it, and
   * `lifetime` all time; without `lifetime` they cover all time.
   */
  issue: SentryIssue;
  /** Events of the issue by the hour of the last day and by the day of the last month. */
  trends: { '24h'?: SentryTrend; '30d'?: SentryTrend };
  /** The release it was first seen in. */
  firstRelease?: SentryReleaseRef;
  /** The release it was last seen in. */
  lastRelease?: SentryReleaseRef;
  /** Environments it was seen in, the most frequent first. */
  environments: string[];
  /** The most telling first; 30 at most. Those that say who the users were are left out. */
  tags: SentryTagDistribution[];
  statusDetails: SentryStatusDetails;
  /** What the issue is linked with elsewhere; 20 at most. */
  externalIssues: SentryExternalIssue[];
  /** Commits that Sentry holds responsible, the likeliest first; 10 at most. */
  suspectCommits: SentrySuspectCommit[];
  /** Absent where there is none, and where `eventProblem` says why. */
  event?: SentryEvent;
  /** Why there is no event; stands in `problems`, too. */
  eventProblem?: SentryProblem;
  /** Positions that the server can be asked for. */
  eventPositions: SentryEventPosition[];
  /** `sentry` is the issue in Sentry. */
  links: { sentry?: string };
}

/**
 * How often an issue's events have which value of a tag.
 *
 * @public
 */
export interface SentryTagDistribution {
  key: string;
  /** For people, such as `Browser`. */
  name: string;
  /** Events that have the tag at all. */
  totalValues: number;
  /** The most frequent first; 10 at most. */
  topValues: SentryTagValue[];
}

/**
 * A value of a tag, and how often it is.
 *
 * @public
 */
export interface SentryTagValue {
  value: string;
  count: number;
  /** Of `totalValues`, 0 to 1. */
  share: number;
}

/**
 * When a resolved issue counts as resolved, or until when an archived one is.
 *
 * @public
 */
export interface SentryStatusDetails {
  /** Resolved as soon as there is a newer release. */
  inNextRelease?: boolean;
  /** The release it is resolved in. */
  inRelease?: string;
  /** The commit it is resolved by; the full id. */
  inCommit?: string;
  /** Archived until then, ISO 8601 in UTC. */
  ignoreUntil?: string;
  /** Archived until so many more events, */
  ignoreCount?: number;
  /** within so many minutes. */
  ignoreWindow?: number;
  /** Archived until it hits so many more users, */
  ignoreUserCount?: number;
  /** within so many minutes. */
  ignoreUserWindow?: number;
  /** Name of who did it. Never an e-mail address. */
  actor?: string;
}

/**
 * A link of an issue to another tracker.
 *
 * @public
 */
export interface SentryExternalIssue {
  /** Such as `SHOP-12` or `acme/shop#12`. */
  label: string;
  url: string;
  /** Such as `jira` or `github`; absent where Sentry does not return it. */
  kind?: string;
}

/**
 * A commit that may have brought the issue.
 *
 * @public
 */
export interface SentrySuspectCommit {
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
