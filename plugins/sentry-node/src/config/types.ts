import type { SentryNotificationKind } from 'backstage-plugin-sentry-common';

/**
 * One Sentry server, or one organization of it, as config describes it.
 *
 * @public
 */
export interface SentryInstanceConfig {
  /** `default` for the top-level one. */
  name: string;
  /** Without a trailing slash; may have a path. Default `https://sentry.io`. */
  baseUrl: string;
  /**
   * What links use in place of `baseUrl`, where that is reachable from the backend only.
   * Without a trailing slash; may have a path.
   */
  publicUrl?: string;
  /**
   * The kind of server, where config says it; otherwise it is found out. Sentry, hosted or one's
   * own of any age, or GlitchTip 5.
   */
  server?: 'sentry' | 'glitchtip';
  /** Slug of the organization that annotations mean when they name none. */
  organization?: string;
  /** Slugs an annotation may name besides `organization`; `*` for any. */
  allowedOrganizations: string[];
  /**
   * The kind of credential, such as `token`. Absent where config gives none: answered
   * as `NOT_CONFIGURED`. The credential itself stays within the client.
   */
  authType?: string;
  /**
   * Whether a user is refused whose User entity has no `sentry.io/user-id`. Only where
   * Sentry is asked as that user.
   */
  requireUserId?: boolean;
  /** How the client of the Web API behaves. */
  client: {
    /** Milliseconds one attempt may take. Default 10,000. */
    timeoutMs: number;
    /** Requests under way at once per instance. Default 5. */
    maxConcurrency: number;
    /** Further attempts after a failed idempotent call. Default 2. */
    retries: number;
  };
}

/**
 * The `sentry` section of config, read and checked.
 *
 * @public
 */
export interface SentryConfig {
  /** The default one first. Empty where config has no `sentry` section. */
  instances: SentryInstanceConfig[];
  /** How long answers are kept, in milliseconds. */
  cache: {
    /** How long an answer is fresh. Default 60 s. */
    ttlMs: number;
    /** How long after that it may still be served while a new one is fetched, or when none can be. Default 15 min. */
    staleForMs: number;
    /** How long a decision on access is remembered. Default 30 s; 0 turns it off. */
    accessTtlMs: number;
  };
  triage: { enabled: boolean };
  /** What of events leaves the backend besides what always does. Default: nothing. */
  detail: {
    include: (
      | 'requestHeaders'
      | 'requestBody'
      | 'localVariables'
      | 'userIdentity'
      | 'extra'
      | 'breadcrumbData'
    )[];
  };
  /** How entities are compared with the projects of Sentry. */
  coverage: {
    /** Default: each hour, for 10 min at most, for the first time 1 min after the start. */
    schedule: {
      frequency: { milliseconds: number };
      /** How long it may take. */
      timeout: { milliseconds: number };
      /** After the start. */
      initialDelay?: { milliseconds: number };
    };
    /** Whether entities without an annotation get that of their exact match. Default false. */
    applyExactMatches: boolean;
  };
  /** What the owners of entities are notified of. Absent where of nothing. */
  notifications?: {
    /** Where an entity has no `sentry.io/notify`. Default: all kinds. */
    on: SentryNotificationKind[];
    /** Of new issues. Default `medium`. */
    minPriority: 'low' | 'medium' | 'high';
    /** Whether notifications have the titles of issues. Default true. */
    includeTitles: boolean;
    /**
     * When Sentry is asked for what is new. Default: every 10 min, for 5 min at most, for the first
     * time at the start.
     */
    schedule: SentryConfig['coverage']['schedule'];
    /** Ref of the entity that is notified of instances in trouble. Default: none. */
    platformTeam?: string;
  };
}

/** A kind of server: Sentry, hosted or one's own of any age, or GlitchTip 5. */
export type SentryServerKind = NonNullable<SentryInstanceConfig['server']>;

/** What of an event leaves the backend only where config says so. */
export type SentryDetailField = SentryConfig['detail']['include'][number];

export const sentryDetailFields: readonly SentryDetailField[] = [
  'requestHeaders',
  'requestBody',
  'localVariables',
  'userIdentity',
  'extra',
  'breadcrumbData',
];
