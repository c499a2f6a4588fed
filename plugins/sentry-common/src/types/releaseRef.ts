/**
 * A repository as Sentry knows it.
 *
 * @public
 */
export interface SentryRepositoryRef {
  /** Such as `acme/shop`. */
  name?: string;
  /** Its page in source control. */
  url?: string;
}

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
  /**
   * Which repository Sentry was told that commit is of: a project's releases can have those of
   * several. Absent where the commit is what the program itself names.
   */
  repository?: SentryRepositoryRef;
  /** The release in Sentry. */
  link?: string;
}
