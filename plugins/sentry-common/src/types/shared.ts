import type { SentryProblem } from '../problems';

/**
 * Events over time.
 *
 * @public
 */
export interface SentryTrend {
  /** The window, such as `24h` or `14d`. */
  period: string;
  /** Start of the bucket in seconds since 1970 UTC, and events in it; oldest first. */
  buckets: [startSeconds: number, events: number][];
}

/**
 * What every answer says about itself.
 *
 * @public
 */
export interface SentryAnswerMeta {
  /** When Sentry was asked, ISO 8601 in UTC. */
  fetchedAt: string;
  /** Whether this is an older answer because Sentry could not be asked anew. */
  stale: boolean;
  /** What is missing from this answer, or keeps it from being renewed, and why. */
  problems: SentryProblem[];
  /** `true` where something is missing, be the rest new or old; else absent. */
  partial?: boolean;
  /**
   * Opaque keys of the projects it is about: a signal on the channel `sentry:projects` that
   * names one of them means that there is something new.
   */
  live?: string[];
}

/**
 * The request header in which the frontend hands over the access token of the
 * user's own Sentry identity. Never `Authorization`, which carries Backstage's.
 *
 * @public
 */
export const SENTRY_USER_TOKEN_HEADER = 'x-sentry-user-token';
