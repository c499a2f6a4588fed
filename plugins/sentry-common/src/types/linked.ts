import type { SentryActor } from './triage';
import type { SentryExternalIssue } from './issueDetail';
import type { SentryAnswerMeta } from './shared';

/**
 * What a user of the program wrote about an issue, without who they are.
 *
 * @public
 */
export interface SentryUserFeedback {
  id: string;
  /** Plain text, e-mail addresses masked. */
  text: string;
  /** ISO 8601 in UTC. */
  date?: string;
  /** Of the event that it is about. */
  eventId?: string;
}

/**
 * An issue that Sentry finds similar.
 *
 * @public
 */
export interface SentrySimilarIssue {
  /** Number. */
  id: string;
  shortId?: string;
  title: string;
  /** The issue in Sentry. */
  permalink?: string;
}

/**
 * Who owns an issue by Sentry's rules.
 *
 * @public
 */
export interface SentryIssueOwner {
  type: 'team' | 'user';
  /** Never an e-mail address. */
  name: string;
  /** Why; `other` for a reason that Sentry names otherwise. */
  reason: 'ownership-rule' | 'codeowners' | 'suspect-commit' | 'other';
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/issues/:issueId/links`. A part is absent where
 * the server does not have it.
 *
 * @public
 */
export interface SentryIssueLinksResponse extends SentryAnswerMeta {
  /** Number of the issue. */
  issueId: string;
  /** Replays of the last 90 days. */
  replays?: { count: number; link: string };
  /** The trace of the recommended event. */
  trace?: { id: string; link: string };
  /** Issues of other trackers, 20 at most. */
  tickets: SentryExternalIssue[];
  /** What users wrote: how many, and the newest 20 of them. */
  feedback?: { count: number; items: SentryUserFeedback[] };
  /** Issues of the same project; 10 at most. */
  similar?: SentrySimilarIssue[];
  /** 10 at most. */
  owners: SentryIssueOwner[];
  links: { sentry?: string };
}

/**
 * How far an analysis is. `none`: there is none yet. `waiting`: it waits for someone to answer
 * in Sentry.
 *
 * @public
 */
export type SentryAnalysisStatus =
  'none' | 'running' | 'waiting' | 'done' | 'failed' | 'unknown';

/**
 * A step of an analysis, such as how an error comes about, or what mends it.
 *
 * @public
 */
export interface SentryAnalysisStep {
  title: string;
  /** Markdown, made by a model: not to be trusted. */
  text?: string;
  /** Path of the file that it is about. */
  file?: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/issues/:issueId/analysis`: what Sentry's agent,
 * Seer, makes of an issue. All texts are made by a model.
 *
 * @public
 */
export interface SentryAnalysisResponse extends SentryAnswerMeta {
  /** Number of the issue. */
  issueId: string;
  /** Whether the server can analyse issues. */
  supported: boolean;
  status: SentryAnalysisStatus;
  /** ISO 8601 in UTC. */
  startedAt?: string;
  updatedAt?: string;
  /** Why it happens, and how it comes about. */
  rootCause?: { text: string; steps: SentryAnalysisStep[] };
  /** What would mend it. */
  solution?: SentryAnalysisStep[];
  pullRequests: { url: string; title?: string; repository?: string }[];
  /** How likely Seer can mend it, 0 to 1. */
  fixability?: number;
  links: { sentry?: string };
}

/**
 * Answer of `POST /entities/:kind/:namespace/:name/issues/:issueId/analysis`.
 *
 * @public
 */
export interface SentryAnalysisStarted {
  status: 'running';
  /** In whose name it was started. */
  actedAs: SentryActor;
}
