import type { SentryIssueSort } from '../issueQuery';
import type { SentryProblem } from '../problems';

/**
 * Names one Sentry project: which configured instance, which organization,
 * which project.
 *
 * @public
 */
export interface SentryProjectKey {
  /** Name of the instance in config; `default` for the top-level one. */
  instance: string;
  /** Organization slug. */
  organization: string;
  /** Project slug, or the numeric id where the annotation gives one. */
  project: string;
}

/**
 * A Sentry project as issues refer to it.
 *
 * @public
 */
export interface SentryProject {
  instance: string;
  organization: string;
  /** Numeric, as a string: Sentry's ids outgrow what JSON readers keep exact. */
  id: string;
  slug: string;
  name: string;
}

/**
 * One project of an entity: resolved, or with the reason why it is not.
 *
 * @public
 */
export type SentryProjectEntry =
  | (SentryProject & {
      /** The part of the annotation that names the project. */
      ref: string;
      platform?: string;
      /** The project's issues in Sentry. */
      link?: string;
      problem?: undefined;
    })
  | {
      ref: string;
      problem: SentryProblem;
    };

/**
 * Answer of `GET /entities/:kind/:namespace/:name/projects`.
 *
 * @public
 */
export interface SentryProjectsResponse {
  items: SentryProjectEntry[];
  /** When Sentry was asked, ISO 8601 in UTC. */
  fetchedAt: string;
  stale: boolean;
  problems: SentryProblem[];
  /**
   * What all servers of the entity's projects can be asked for, so that nobody is offered
   * what one of them can't do. As far as is known by now: a server whose kind is not
   * configured may turn out to be another. Absent where no server can be asked.
   */
  capabilities?: {
    /** Values of `sort` that a list of the entity's issues takes. */
    sorts: SentryIssueSort[];
    /** Whether lists and counts keep to `statsPeriod`; if not, some are over all time. */
    statsPeriod: boolean;
    /** Whether issues come with a trend of their own. */
    issueTrend: boolean;
    /** Whether distinct users can be told. */
    users: boolean;
    /** Whether error events over time can be told. */
    eventTrend: boolean;
    /** Which instances can't do all of that, and what kind of server they are; empty for none. */
    limitedBy: { instance: string; server: 'sentry' | 'glitchtip' }[];
  };
}
