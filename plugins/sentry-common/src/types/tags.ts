import type { SentryAnswerMeta } from './shared';

/**
 * A tag that events of the entity's projects have.
 *
 * @public
 */
export interface SentryTagKey {
  /** As a search names it, such as `browser.name`. */
  key: string;
  /** For people, such as `Browser name`. */
  name: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/tags`: the most frequent first, 200 at most.
 * Tags that say who a user is are left out.
 *
 * @public
 */
export interface SentryTagsResponse extends SentryAnswerMeta {
  items: SentryTagKey[];
}

/**
 * What `GET /entities/:kind/:namespace/:name/tags/:key` can be asked for.
 *
 * @public
 */
export interface SentryTagValuesQuery {
  /** Only values that contain it. */
  query?: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/tags/:key`: values seen in the last 14 days,
 * the most frequent first, 50 at most.
 *
 * @public
 */
export interface SentryTagValuesResponse extends SentryAnswerMeta {
  items: {
    value: string;
    /** Events that have it; absent where the server does not count them. */
    count?: number;
  }[];
}
