/**
 * A release as issues and events name it.
 *
 * @public
 */
export interface SentryReleaseRef {
  /** As the program names itself, such as `shop-web@2.4.0`. */
  version: string;
  /** Such as `2.4.0`. */
  shortVersion?: string;
  /** When Sentry first heard of it, ISO 8601 in UTC. */
  dateCreated?: string;
  /** Its newest commit: the full id. Absent where Sentry was not told. */
  commit?: string;
  /** The release in Sentry. */
  link?: string;
}
