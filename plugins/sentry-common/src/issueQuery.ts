/**
 * The orders a list of issues can have: last seen, first seen, events, users, and Sentry's
 * own measures of what grows and of what is best looked at first. `attention` is the portal's:
 * regressed, escalating, unhandled of high priority, then by events. Servers may lack the last
 * ones: see `capabilities` of the entity's projects.
 *
 * @public
 */
export const sentryIssueSorts = [
  'date',
  'new',
  'freq',
  'user',
  'trends',
  'recommended',
  'attention',
] as const;

/**
 * One of the orders a list of issues can have.
 *
 * @public
 */
export type SentryIssueSort = (typeof sentryIssueSorts)[number];

/**
 * What a list of issues can be asked for; the query parameters of
 * `GET /entities/:kind/:namespace/:name/issues`.
 *
 * @public
 */
export interface SentryIssuesQuery {
  /** Sentry's search syntax. Default: the `sentry.io/query` annotation, else `is:unresolved`. An empty string matches all. */
  query?: string;
  /** Default: the `sentry.io/environment` annotation, else all. */
  environment?: string[];
  /**
   * A subset of the entity's projects, by slug, by id, as an annotation may write them or in
   * full: `instance:organization/slug`, or with the id instead.
   */
  project?: string[];
  /** `1h` to `90d`, default `14d`. */
  statsPeriod?: string;
  /** Default `date`. */
  sort?: SentryIssueSort;
  /** 1 to 100, default 25. */
  limit?: number;
  /** From `pageInfo.nextCursor` of the page before. */
  cursor?: string;
}

/**
 * What is asked for where nothing else is said.
 *
 * @public
 */
export const sentryIssuesDefaults = {
  query: 'is:unresolved',
  statsPeriod: '14d',
  sort: 'date',
  limit: 25,
} as const satisfies SentryIssuesQuery;

const unitHours: Record<string, number> = { h: 1, d: 24, w: 168 };
const maxHours = 90 * 24;

/**
 * Whether a value is a window this API takes: `1h` to `90d`, in hours, days or
 * weeks. Sentry itself knows minutes and seconds too, of which a list has no use.
 *
 * @public
 */
export function isSentryStatsPeriod(value: string): boolean {
  const match = /^([1-9]\d{0,3})([hdw])$/.exec(value);
  return match !== null && Number(match[1]) * unitHours[match[2]] <= maxHours;
}

const SHORT_ID = /^(?=.{3,80}$)\w[\w.]*(?:-[\w.]+)*-[a-z0-9]{1,13}$/i;

/**
 * Whether a text can be the short id of an issue, such as `SHOP-WEB-1A`: the short name of
 * its project, and what it counts by. In any spelling, as Sentry takes it.
 *
 * @public
 */
export function isSentryShortId(text: string): boolean {
  return SHORT_ID.test(text);
}
