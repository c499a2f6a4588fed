import type {
  SentryEvent,
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
}

/** What of an answer can be narrowed to environments, and could not be to these. */
export interface Narrowed {
  /** Why it is over all environments. */
  unknown?: SentryProblem;
}

/** An issue of the source's projects, as the cache keeps it. */
export interface SourceIssue extends Narrowed {
  facts: SentryIssueFacts;
}

/** An event, and what it says it belongs to. */
export interface SourceEvent extends Narrowed {
  event: SentryEvent;
  issueId?: string;
  projectId?: string;
}

export interface SourceTags extends Narrowed {
  tags: SentryTagDistribution[];
}

export type SourceCommits = SentrySuspectCommit[];

export interface SourceAttachments {
  /** Absent where Sentry does not tell. */
  count?: number;
}
