/** @internal */
export const issueLevels = [
  'sample',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
] as const;

export type IssueLevel = (typeof issueLevels)[number];

export type IssueStatus = 'unresolved' | 'resolved' | 'ignored';

export type ArchivedSubstatus =
  | 'archived_until_escalating'
  | 'archived_until_condition_met'
  | 'archived_forever';

export type OpenSubstatus = 'new' | 'ongoing' | 'escalating' | 'regressed';

export type IssueSubstatus = ArchivedSubstatus | OpenSubstatus;

export type IssuePriority = 'low' | 'medium' | 'high';

export interface Assignee {
  type: 'user' | 'team';
  id: string;
}

/** What others have tied to an issue: the emulator has no integrations of its own. */
export interface IssueLinks {
  readonly annotations?: readonly { displayName: string; url: string }[];
  readonly integrationIssues?: readonly Record<string, unknown>[];
  readonly sentryAppIssues?: readonly {
    id: string;
    serviceType: string;
    displayName: string;
    webUrl: string;
  }[];
  readonly userReportCount?: number;
  readonly numComments?: number;
  readonly replayCount?: number;
  readonly similar?: readonly string[];
  readonly owners?: readonly { type: string; owner: string }[];
  readonly autofix?: Readonly<Record<string, unknown>>;
  readonly seerFixabilityScore?: number;
}

export type EventType = 'default' | 'error' | 'csp' | 'generic' | 'feedback';

/** What Sentry itself has found, where an issue is not about what an SDK reported. */
export interface Occurrence {
  readonly issueType: string;
  readonly issueCategory: string;
  readonly subtitle: string;
  readonly evidenceData: Readonly<Record<string, unknown>>;
  readonly evidenceDisplay: readonly {
    name: string;
    value: string;
    important: boolean;
  }[];
}

export interface StoredAttachment {
  readonly name: string;
  readonly contentType: string;
  /** In bytes. */
  readonly size: number;
}

/** What was wrong with an event as it came. */
export interface EventError {
  readonly type: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event as it is kept: what is searched and counted, and the payload as sent. */
export interface StoredEvent {
  /** 32 hex digits. */
  readonly id: string;
  readonly projectId: string;
  /** When it happened, in milliseconds since 1970. */
  readonly timestamp: number;
  readonly received: number;
  readonly type: EventType;
  readonly level: IssueLevel;
  readonly platform: string;
  readonly title: string;
  readonly culprit: string;
  readonly message: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly errorType?: string;
  readonly errorValue?: string;
  readonly environment?: string;
  readonly release?: string;
  /** Such as `id:42`: the value of Sentry's tag `user`. */
  readonly user?: string;
  readonly unhandled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly fingerprint: readonly string[];
  readonly errors: readonly EventError[];
  readonly attachments: readonly StoredAttachment[];
  readonly occurrence?: Occurrence;
  /** The event of the SDK, as JSON. */
  readonly payload: string;
}

/** Milliseconds since 1970; `from` is in, `to` is not. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface SeenStats {
  count: number;
  userCount: number;
  /** Absent where nothing was seen. */
  firstSeen?: number;
  lastSeen?: number;
}

export type EventPredicate = (event: StoredEvent) => boolean;
