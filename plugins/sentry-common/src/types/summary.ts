import type { SentryProblem } from '../problems';
import type { SentryFinding } from './alerts';
import type { SentryComponentSummary } from './project';
import type { SentryRelease } from './release';
import type { SentryAnswerMeta, SentryTrend } from './shared';

/**
 * The counts of a {@link SentrySummary}.
 *
 * @public
 */
export type SentrySummaryCount =
  | 'unresolved'
  | 'new'
  | 'regressed'
  | 'escalating'
  | 'unhandled'
  | 'highPriority';

/**
 * Answer of `GET /entities/:kind/:namespace/:name/summary`: Sentry's own counts
 * of unresolved issues over all of the entity's projects. A count is absent
 * where Sentry did not return it.
 *
 * @public
 */
export interface SentrySummary
  extends SentryAnswerMeta, Partial<Record<SentrySummaryCount, number>> {
  /**
   * Those counts at which Sentry stopped counting, or which leave out projects, so that the
   * true number is the given one or more; shown as `99+` where Sentry would.
   */
  capped: SentrySummaryCount[];
  /**
   * How many projects a count leaves out: their server failed, or does not have that count.
   * Absent for none.
   */
  uncounted?: Partial<Record<SentrySummaryCount, number>>;
  /**
   * Where the entity's own search narrows the counts: the search that each is of, as
   * Sentry and the `query` of a list of issues take it.
   */
  queries?: Partial<Record<SentrySummaryCount, string>>;
  /** Distinct users that met an error in the window. */
  users?: number;
  /** Error events of all the entity's projects over the window. */
  trend?: SentryTrend;
  /** The window the counts are for, such as `14d`. */
  statsPeriod: string;
  /** The entity's issues in Sentry; absent where one page can't show them. */
  links: { sentry?: string };
  /**
   * What each entity adds to it, where it goes over several, as that of a system does.
   * Absent where it is about one entity's own projects. Entities that share a project
   * count its issues each.
   */
  components?: SentryComponentSummary[];
  /**
   * The newest release of the entity's projects, with its health where the program sends
   * sessions. Absent where there is none, or where Sentry did not answer for releases.
   */
  release?: SentryRelease;
  /**
   * What is wrong beside the issues, as it was within the last ten minutes; empty for nothing.
   * Absent where the servers do not return them, or have not yet.
   */
  findings?: SentryFinding[];
  /** Only where they are asked for. */
  facts?: SentrySummaryFacts;
}

/**
 * What scorecards ask for beside the counts, as far as it is known.
 *
 * @public
 */
export interface SentrySummaryFacts {
  /** Whether each of the entity's projects has an enabled alert that notifies someone. */
  hasAlert?: boolean;
  /** Whether each of them has an ownership rule in its settings, which says whose issues are. */
  hasOwnerRule?: boolean;
  /**
   * How many days ago the oldest unresolved issue of the window was first seen, at least: 1, 7,
   * 14, 30, 60, 90, 180 or 365. 0 where it is younger, or there is none.
   */
  oldestUnresolvedDays?: number;
}

/**
 * The query parameters of `GET /summaries`.
 *
 * @public
 */
export interface SentrySummariesQuery {
  /** 1 to 50, such as `component:default/shop-web`. */
  entityRef: string[];
  /** `1h` to `90d`, default `14d`. */
  statsPeriod?: string;
  /** Whether each summary has its `facts` and its `release`, too. */
  facts?: boolean;
}

/**
 * Why Backstage does not show an entity to the caller: the policy denies it, the caller can
 * read no such entity, or Backstage could not decide.
 *
 * @public
 */
export interface SentryRefusal {
  /** Absent, unlike that of a problem of Sentry. */
  code?: undefined;
  /** As in Backstage's error bodies. */
  name: 'NotAllowedError' | 'NotFoundError' | 'ServiceUnavailableError';
  message: string;
}

/**
 * Answer of `GET /summaries`: in the order of the question, the summary of each entity, without
 * its release unless facts are asked for, or why there is none.
 *
 * @public
 */
export interface SentrySummariesResponse {
  items: (
    | { entityRef: string; summary: SentrySummary; problem?: undefined }
    | {
        entityRef: string;
        summary?: undefined;
        problem: SentryProblem | SentryRefusal;
      }
  )[];
}
