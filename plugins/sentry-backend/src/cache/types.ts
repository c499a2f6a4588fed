import type { SentryProblem } from 'backstage-plugin-sentry-common';

/** How a request was answered, as the metric `sentry.cache.requests` counts it. */
export type CacheResult = 'fresh' | 'stale' | 'miss' | 'shared' | 'failed';

/** What is known about a value from the cache. */
export interface CacheFacts {
  /** When Sentry was asked, in milliseconds since 1970. */
  fetchedAt: number;
  /** Until when asking the cache again is of no use, in milliseconds since 1970. */
  freshUntil: number;
  stale: boolean;
  /** Why a stale value could not be renewed, once that is known. */
  problem?: SentryProblem;
  result: 'fresh' | 'stale' | 'miss';
}

/** A value from the cache. */
export interface Cached<T> extends CacheFacts {
  value: T;
}

/** What the cache keeps of a value. */
export interface StoredValue {
  fetchedAt: number;
  /** The value as JSON. */
  json: string;
}
