import type { SentryIssueLevel } from './issue';
import type { SentryAnswerMeta } from './shared';
import type { SentryReleaseRef } from './release';

/**
 * One call of a stack trace.
 *
 * @public
 */
export interface SentryStackFrame {
  /** As the program knows the file, such as `src/checkout/order.ts`. */
  filename?: string;
  /** Where the file was when the program ran: a path or an address without its query. */
  absPath?: string;
  /** Such as a Java class or a Python module. */
  module?: string;
  function?: string;
  /** Counts from 1. */
  lineNo?: number;
  /** Counts from 1. */
  colNo?: number;
  /** Whether it is the program's own code, not a library's. */
  inApp: boolean;
  /**
   * Lines of source around the failing one, which has the number `lineNo`; 21 at
   * most, 300 characters each. Empty where Sentry has no source.
   */
  context: [lineNo: number, text: string][];
  /** The library or binary it belongs to, if the platform reports it; the path for native code. */
  packageName?: string;
  /** Of the instruction, where native code has no more: `0x7f3a10c2`. */
  address?: string;
  /** Whether it looks like the output of a bundler, for which Sentry found no source map. */
  isMinified?: boolean;
  /** Local variables. Only where config opts in to `localVariables`. */
  variables?: [name: string, value: string][];
  /**
   * The line in the entity's own source, in the web pages of its source control: at the
   * event's commit when that is known, else at the branch that the entity names.
   */
  sourceUrl?: string;
}

/**
 * The calls that led somewhere.
 *
 * @public
 */
export interface SentryStackTrace {
  /** The newest call first; 100 at most. */
  frames: SentryStackFrame[];
  /**
   * Where frames were left out of the middle: `count` of them, before the frame at index
   * `before`.
   */
  framesOmitted?: { before: number; count: number };
}

/**
 * One exception of a chain.
 *
 * @public
 */
export interface SentryException extends SentryStackTrace {
  /** Such as `TypeError`. */
  type?: string;
  /** Its message. */
  value?: string;
  module?: string;
  /** How it got to Sentry. `handled` is absent where that is not known. */
  mechanism?: { type?: string; handled?: boolean };
}

/**
 * What a thread was doing.
 *
 * @public
 */
export interface SentryThread extends SentryStackTrace {
  id?: string;
  name?: string;
  crashed: boolean;
  current: boolean;
}

/**
 * Something that happened before an event.
 *
 * @public
 */
export interface SentryBreadcrumb {
  /** ISO 8601, UTC. */
  timestamp?: string;
  /** Such as `default`, `http`, `navigation`, `ui`, `query`. */
  type?: string;
  /** Such as `fetch` or `ui.click`. */
  category?: string;
  level?: SentryIssueLevel;
  message?: string;
  /**
   * Of requests and navigation: method, address without secrets, status, and where
   * from and to. Anything else only where config opts in to `breadcrumbData`.
   */
  data?: [name: string, value: string][];
}

/**
 * What the program was asked for when an event happened.
 *
 * @public
 */
export interface SentryEventRequest {
  method?: string;
  /**
   * Without credentials and fragment; values of sensitive query parameters are
   * `[removed]`.
   */
  url?: string;
  /**
   * Headers of the safe list: accept, accept-encoding, accept-language,
   * cache-control, content-encoding, content-length, content-type, host, user-agent.
   * Others only where config opts in to `requestHeaders`; cookies and credentials never.
   */
  headers: [name: string, value: string][];
  /** Only where config opts in to `requestBody`. */
  body?: string;
}

/**
 * The event of an issue to look at: `recommended` is the one that Sentry's own page
 * opens.
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
  /** What Sentry detected: performance, cron and other issues that are not errors. */
  occurrence?: SentryOccurrence;
  /** How many files came with the event, 100 at most. Absent if Sentry does not report it. */
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
