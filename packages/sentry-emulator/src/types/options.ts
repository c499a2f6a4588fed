import type { EmulatorWorld } from './world';

/**
 * Which server the emulator is: sentry.io today, a Sentry of 2025 that somebody
 * runs themselves, or GlitchTip 5.
 *
 * @public
 */
export type EmulatorDialect = 'sentry' | 'self-hosted' | 'glitchtip';

/**
 * What a server may lack. `control` is what only the first host of sentry.io has
 * and its regions have not: `/api/0/`, `auth/`, `users/me/` and OAuth.
 *
 * @public
 */
export type EmulatorFeature =
  | 'control'
  | 'attachments'
  | 'committers'
  | 'events'
  | 'events-timeseries'
  | 'issues-count'
  | 'members'
  | 'releases'
  | 'sessions'
  | 'shortids'
  | 'teams';

/** @public */
export interface EmulatorOptions {
  /** Default `sentry`. */
  dialect?: EmulatorDialect;
  /** Answered 404, besides what the dialect lacks by itself. Default: none. */
  without?: EmulatorFeature[];
  /**
   * Where below its host it is served, such as `/sentry`; everything else there
   * is a page that says 404. Default: at the root.
   */
  basePath?: string;
  /** Default 7009; 0 takes any free one. */
  port?: number;
  /** Milliseconds since 1970. Default `Date.now`. */
  clock?: () => number;
  /** Decides ids and keys, and the demo data. Default 1. */
  seed?: number;
  /** Default {@link defaultWorld}. */
  world?: EmulatorWorld;
  /** Whether answers tell the rate limits. Default: for dialect `sentry` alone. */
  rateLimitHeaders?: boolean;
  /**
   * Whether a change of several issues whose ids find nothing changes what its search finds,
   * by default all that is unresolved: self-hosted Sentrys of January 2025 do. Default false.
   */
  bulkUpdateFallsBack?: boolean;
  /**
   * Whether each endpoint has the rate limit that Sentry gives it, by user or, for
   * integrations, by organization, and refuses beyond it. Without it the headers tell the
   * usual 40 requests a second of every endpoint, and none is refused. Default: false.
   */
  rateLimits?: boolean;
  /** How long access tokens of OAuth last, in seconds. Default 30 days. */
  accessTokenLifetime?: number;
}
