/**
 * An alert of a project.
 *
 * @public
 */
export interface EmulatorAlert {
  name: string;
  /**
   * Whether it watches a figure of the project, not its issues. Servers without workflows list
   * it apart. Default false.
   */
  isMetric?: boolean;
  /** Default true. */
  enabled?: boolean;
  environment?: string;
  /** Milliseconds since 1970. Default: never. */
  lastTriggered?: number;
  /** Default: the owners of the issue, by e-mail; empty for no one. */
  recipients?: {
    /** Such as `email` or `slack`. */
    type: string;
    targetType: 'issue_owners' | 'team' | 'user' | 'specific';
    /** Of the team or user. */
    targetIdentifier?: string;
    /** Of a channel, such as `#alerts`. */
    targetDisplay?: string;
  }[];
}

/**
 * A monitor of a job that checks in, or of an address that Sentry asks.
 *
 * @public
 */
export interface EmulatorMonitor {
  type: 'cron' | 'uptime';
  name: string;
  /** Of a job in its environment. Default `ok`. */
  status?: 'active' | 'ok' | 'error' | 'disabled';
  /** Default `production`. */
  environment?: string;
  /** Of a job: five fields of crontab. Default: each night. */
  schedule?: string;
  /** Of an uptime monitor. */
  url?: string;
  /** Of a job; the newest first, in milliseconds since 1970. */
  checkIns?: {
    status: 'ok' | 'error' | 'missed' | 'timeout' | 'in_progress';
    time: number;
    durationMs?: number;
  }[];
  /** When it is to check in next, in milliseconds since 1970. */
  nextCheckIn?: number;
  /** Number of the open issue about an address that does not answer. */
  issueId?: string;
}
