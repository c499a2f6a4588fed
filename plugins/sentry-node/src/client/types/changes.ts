/**
 * A change of issues in Sentry's own words. Only what is named changes.
 *
 * @public
 */
export interface SentryIssueUpdate {
  status?: 'resolved' | 'unresolved' | 'ignored';
  statusDetails?: {
    inNextRelease?: true;
    /** A version, or `latest`. */
    inRelease?: string;
    /** In minutes from when Sentry reads it. */
    ignoreDuration?: number;
  };
  /** With `ignored`: until when. */
  substatus?: string;
  /** `false` for reviewed. */
  inbox?: boolean;
  /** `user:<id>` or `team:<id>`; empty for nobody. */
  assignedTo?: string;
  priority?: string;
}

/**
 * Which issues are changed, and how.
 *
 * @public
 */
export interface SentryUpdateIssuesParams {
  /** Numbers; at least one. */
  ids: string[];
  /** Numeric ids of projects, at least one: issues of others are left as they are. */
  project: string[];
  update: SentryIssueUpdate;
}

/**
 * What somebody says of an error that they met.
 *
 * @public
 */
export interface SentryUserFeedback {
  /** Of the project that has the event: what Sentry is asked with instead of the token. */
  dsn: string;
  /** 32 hex digits. */
  eventId: string;
  name: string;
  email: string;
  comments: string;
}
