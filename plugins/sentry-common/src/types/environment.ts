import type { SentryAnswerMeta } from './shared';

/**
 * An environment that events of the entity's projects were seen in.
 *
 * @public
 */
export interface SentryEnvironment {
  name: string;
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/environments`, sorted by name.
 *
 * @public
 */
export interface SentryEnvironmentsResponse extends SentryAnswerMeta {
  items: SentryEnvironment[];
  /** Those the entity's `sentry.io/environment` annotation selects by default. */
  defaults: string[];
}
