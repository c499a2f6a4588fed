import type {
  SentryEvent,
  SentryIssue,
  SentryProblem,
  SentrySuspectCommit,
  SentryTagDistribution,
} from 'backstage-plugin-sentry-common';
import type { SentryIssueFacts } from 'backstage-plugin-sentry-node';

/** What is asked about one issue. */
export interface IssueQuestion {
  /** A number, or a short id in upper case. */
  issue: string;
  environments: string[];
  /** The window of its counts; they are of all time without one. */
  statsPeriod?: string;
}

/** What of an answer can be narrowed to environments, and could not be to these. */
export interface Narrowed {
  /** Why it is over all environments. */
  unknown?: SentryProblem;
}

/** An issue of the scope's projects, as the cache keeps it. */
export interface SourceIssue extends Narrowed {
  facts: SentryIssueFacts;
}

/** An event that is one of the issue. */
export interface SourceEvent extends Narrowed {
  event: SentryEvent;
}

export interface SourceTags extends Narrowed {
  tags: SentryTagDistribution[];
}

/** What an issue came to within a window, and altogether. */
export type SourceWindow = Narrowed &
  Partial<
    Pick<
      SentryIssue,
      'count' | 'userCount' | 'firstSeen' | 'lastSeen' | 'lifetime'
    >
  >;

export type SourceCommits = SentrySuspectCommit[];

export interface SourceAttachments {
  /** Absent where Sentry does not tell. */
  count?: number;
}
