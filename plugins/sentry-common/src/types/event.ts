import type { SentryBreadcrumb, SentryEventRequest } from './eventParts';
import type { SentryException, SentryThread } from './stackTrace';
import type { SentryAnswerMeta } from './shared';
import type { SentryIssueLevel } from './issue';
import type { SentryReleaseRef } from './releaseRef';

/**
 * The event of an issue to look at: `recommended` is the one that Sentry's own page
 * opens, chosen by Sentry for what it tells.
 *
 * @public
 */
export type SentryEventPosition = 'recommended' | 'latest' | 'oldest';

/**
 * One event of an issue, trimmed to what explains a failure.
 *
 * It never holds cookies, credentials or the IP address of a user. Unless config opts in by
 * `sentry.detail.include`, it holds no e-mail address, no identity of a user, no
 * value of a local variable, no body of a request, no header beyond a safe list, no
 * `extra` and no data of breadcrumbs. Texts longer than 2,000 characters end in `…`.
 *
 * @public
 */
export interface SentryEvent {
  /** 32 hex digits. */
  id: string;
  title: string;
  /** What was logged; absent where exceptions say the same. */
  message?: string;
  /** When it happened, ISO 8601 in UTC. */
  dateCreated?: string;
  /** When Sentry received it, ISO 8601 in UTC. */
  dateReceived?: string;
  platform?: string;
  /** Sentry's kind of event: `error`, `default`, `csp`, `transaction`, `generic`; it adds kinds over time. */
  type?: string;
  level?: SentryIssueLevel;
  /** Where it happened, in Sentry's words. */
  culprit?: string;
  environment?: string;
  release?: SentryReleaseRef;
  dist?: string;
  sdk?: { name: string; version?: string };
  /** 100 at most. Those that say who the user was are left out. */
  tags: SentryEventTag[];
  /** What the program ran in: known facts of known contexts only. */
  contexts: SentryEventContext[];
  /**
   * The chain of exceptions, the outermost first as Sentry shows it: each is caused by the
   * one after it. 20 at most; empty for an event without exception.
   */
  exceptions: SentryException[];
  /**
   * Whether the program caught what was thrown, as the mechanisms of the exceptions say:
   * `false` where one says that it did not. Absent where none says so, as for what was never
   * thrown: a message, a report of a browser.
   */
  isHandled?: boolean;
  /** How many exceptions at the inner end of the chain were left out. */
  exceptionsOmitted?: number;
  /** Threads with a stack trace, 20 at most, the crashed one first. */
  threads: SentryThread[];
  /** What a browser reported against the content security policy. */
  csp?: SentryCspReport;
  /** Oldest first; the newest 100. */
  breadcrumbs: SentryBreadcrumb[];
  /** How many older breadcrumbs were left out. */
  breadcrumbsOmitted?: number;
  request?: SentryEventRequest;
  /** What Sentry found, where it was not told an error: performance, cron and other issues. */
  occurrence?: SentryOccurrence;
  /** How many files came with the event, 100 at most. Absent where Sentry does not tell. */
  attachmentCount?: number;
  /** What Sentry could not do with the event, such as find a source map; sentences. */
  errors: string[];
  /** Who met it. Only where config opts in to `userIdentity`. */
  user?: SentryEventUser;
  /** What the program added. Only where config opts in to `extra`. Values are texts. */
  extra?: [name: string, value: string][];
  /** Ids of the events next to it in time among those of the issue. */
  position: { previous?: string; next?: string };
  /** The event in Sentry. */
  link?: string;
}

/**
 * A tag of an event.
 *
 * @public
 */
export interface SentryEventTag {
  key: string;
  value: string;
}

/**
 * Facts of one kind, such as `browser` or `os`.
 *
 * @public
 */
export interface SentryEventContext {
  /** As the SDK names it, such as `browser`. */
  name: string;
  facts: [name: string, value: string][];
}

/**
 * A violation of a content security policy.
 *
 * @public
 */
export interface SentryCspReport {
  /** The directive that forbade it. */
  directive?: string;
  /** What was blocked; queries of addresses are left out. */
  blockedUri?: string;
  /** The page. */
  documentUri?: string;
  sourceFile?: string;
  lineNo?: number;
  /** `enforce` or `report`. */
  disposition?: string;
}

/**
 * What Sentry found by itself.
 *
 * @public
 */
export interface SentryOccurrence {
  title?: string;
  subtitle?: string;
  /** In Sentry's order; 50 at most. */
  evidence: { name: string; value: string; important: boolean }[];
}

/**
 * Who met an event; never an IP address.
 *
 * @public
 */
export interface SentryEventUser {
  id?: string;
  username?: string;
  name?: string;
  email?: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/issues/:issueId/events/:eventId`.
 *
 * @public
 */
export interface SentryEventResponse extends SentryAnswerMeta {
  /** Of the issue the event belongs to: numeric, as a string. */
  issueId: string;
  event: SentryEvent;
}
