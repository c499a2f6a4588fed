import type { SentryActor } from './triage';
import type { SentryAnswerMeta } from './shared';

/**
 * What happened to an issue. `other`: something that Sentry names otherwise.
 *
 * @public
 */
export type SentryActivityKind =
  | 'comment'
  | 'assigned'
  | 'unassigned'
  | 'resolved'
  | 'unresolved'
  | 'regressed'
  | 'escalating'
  | 'archived'
  | 'priority'
  | 'reviewed'
  | 'merged'
  | 'unmerged'
  | 'linked'
  | 'seer'
  | 'first-seen'
  | 'other';

/**
 * One thing that happened to an issue.
 *
 * @public
 */
export interface SentryActivity {
  id: string;
  kind: SentryActivityKind;
  /** ISO 8601 in UTC. */
  date: string;
  /** Name of who did it, never an e-mail address. Absent where Sentry did, or does not say. */
  actor?: string;
  /** Of a comment: plain text, in which people may have written markdown. */
  text?: string;
  /** To whom it was assigned; absent for the actor. */
  assignee?: string;
  /** The release that it was resolved in, or that it came back with. */
  release?: string;
  /** The commit that resolves it: the full id. */
  commit?: string;
  /** The pull request that resolves it, or the ticket it was linked with. */
  link?: { label: string; url: string };
  /** That it has since: `low`, `medium` or `high`. */
  priority?: string;
  /** How many issues were merged into it. */
  count?: number;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/issues/:issueId/activity`.
 *
 * @public
 */
export interface SentryActivityResponse extends SentryAnswerMeta {
  /** Number of the issue. */
  issueId: string;
  /** The newest first, 100 at most. GlitchTip has comments alone. */
  items: SentryActivity[];
  links: { sentry?: string };
}

/**
 * Body of `POST /entities/:kind/:namespace/:name/issues/:issueId/comments`.
 *
 * @public
 */
export interface SentryCommentBody {
  /** Plain text of 1 to 4,000 characters. */
  text: string;
}

/**
 * Its answer.
 *
 * @public
 */
export interface SentryCommentResponse {
  item: SentryActivity;
  /** In whose name Sentry has the comment. */
  actedAs: SentryActor;
}
