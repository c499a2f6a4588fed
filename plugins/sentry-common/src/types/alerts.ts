import type { SentryAnswerMeta } from './shared';

/**
 * Where an alert goes to.
 *
 * @public
 */
export interface SentryAlertRecipient {
  /** As Sentry names it, such as `email`, `slack` or `pagerduty`; `other` where that is not known. */
  channel: string;
  /** Who gets an e-mail: owners of the issue, a team, a user, or all members of the project's teams. */
  target?: 'owners' | 'team' | 'user' | 'members';
  /** The name of the team or user, or of the channel, such as `#alerts`. Never an e-mail address. */
  name?: string;
  /** Who gets it where the issue has no owner. */
  fallback?: 'active-members' | 'all-members' | 'none';
}

/**
 * An enabled alert of the entity's projects.
 *
 * @public
 */
export interface SentryAlert {
  id: string;
  name: string;
  instance: string;
  organization: string;
  /** Slugs of those of the entity's projects that it watches. */
  projects: string[];
  /** The one that it is limited to; absent for all. */
  environment?: string;
  /** Empty where it notifies no one. */
  recipients: SentryAlertRecipient[];
  /** When it last fired, ISO 8601 in UTC. Absent for never, and where the server does not say. */
  lastFired?: string;
  /** The alert in Sentry. */
  link?: string;
}

/**
 * A project of the entity without an enabled alert that notifies anyone.
 *
 * @public
 */
export interface SentryUnalertedProject {
  instance: string;
  organization: string;
  /** Slug. */
  project: string;
  /** Where an alert is made in Sentry. */
  link: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/alerts`.
 *
 * @public
 */
export interface SentryAlertsResponse extends SentryAnswerMeta {
  /** By name. */
  items: SentryAlert[];
  /** Whether a server of the entity can be asked for its alerts. */
  supported: boolean;
  /** Empty where all have one, and for projects of which that is not known. */
  unalerted: SentryUnalertedProject[];
}

/**
 * How a monitor does. `waiting`: there was no check-in yet.
 *
 * @public
 */
export type SentryMonitorState =
  'ok' | 'failing' | 'missed' | 'waiting' | 'disabled' | 'unknown';

/**
 * A run of a job, as it reported it, or as Sentry missed it.
 *
 * @public
 */
export interface SentryCheckIn {
  status: 'ok' | 'error' | 'missed' | 'timeout' | 'in_progress' | 'unknown';
  /** ISO 8601 in UTC. */
  date: string;
  environment?: string;
  durationMs?: number;
}

/**
 * How a monitor does in one environment.
 *
 * @public
 */
export interface SentryMonitorEnvironment {
  name: string;
  state: SentryMonitorState;
  isMuted: boolean;
  /** ISO 8601 in UTC, as all times here. */
  lastCheckIn?: string;
  nextCheckIn?: string;
  /** Since when it fails; absent where it does not, or that is not known. */
  failingSince?: string;
}

/**
 * A monitor of the entity's projects: of a job that checks in, or of an address that Sentry asks.
 *
 * @public
 */
export interface SentryMonitor {
  type: 'cron' | 'uptime';
  id: string;
  name: string;
  instance: string;
  organization: string;
  /** Slug. */
  project: string;
  /** The worst of its environments, those that are muted left out. */
  state: SentryMonitorState;
  /** Of a job: five fields of crontab, or such as `every 5 minutes`. */
  schedule?: string;
  /** Of the schedule, such as `Europe/Berlin`. */
  timezone?: string;
  /** The address that is asked, without its query. */
  url?: string;
  environments: SentryMonitorEnvironment[];
  /** The newest first, 20 at most. Absent where they were not read: of jobs beyond the first ten. */
  checkIns?: SentryCheckIn[];
  /** Number of the open issue about it. */
  issueId?: string;
  /** The monitor in Sentry. */
  link?: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/monitors`.
 *
 * @public
 */
export interface SentryMonitorsResponse extends SentryAnswerMeta {
  /** The unhealthy first, then by name. */
  items: SentryMonitor[];
  /** Whether a server of the entity can be asked for its monitors. */
  supported: boolean;
}

/**
 * What an entity lacks, or what of it fails, beside its issues.
 *
 * @public
 */
export interface SentryFinding {
  /**
   * `no-alert`: projects whose issues alert no one. `unhealthy-monitor`: monitors that fail or
   * were missed.
   */
  type: 'no-alert' | 'unhealthy-monitor';
  /** How many projects or monitors. */
  count: number;
  /** Of how many that are known. */
  total: number;
  /** Slugs of the projects, or names of the monitors; 5 at most. */
  names: string[];
  /** Where an alert is made in Sentry, or the first of the monitors. */
  link?: string;
}
