import type { RawSentryPerson } from './raw';

/**
 * A release as Sentry answers it, without its authors. `toSentryRelease` makes of it what may
 * leave a backend: versions and repositories are what somebody wrote there.
 *
 * @public
 */
export interface RawSentryRelease {
  version: string;
  shortVersion?: string | null;
  /** The version taken apart. */
  versionInfo?: { version?: { raw?: string | null } | null } | null;
  /** What the release was made from, such as a commit. */
  ref?: string | null;
  dateCreated?: string | null;
  dateReleased?: string | null;
  /** Issues that were new in it, over all its projects. */
  newGroups?: string | number | null;
  lastCommit?: RawSentryCommit | null;
  /** Absent where the release is told beside an issue. */
  projects?: RawSentryReleaseProject[] | null;
}

/**
 * A project that a release is one of.
 *
 * @public
 */
export interface RawSentryReleaseProject {
  /** Absent where it can't be read: then it is some other project. */
  id?: string | null;
  slug?: string | null;
  /** Issues of the project that were new in the release; absent on older servers. */
  newGroups?: string | number | null;
}

/**
 * A commit as Sentry was told of it, without its author.
 *
 * @public
 */
export interface RawSentryCommit {
  id: string;
  message?: string | null;
  dateCreated?: string | null;
  /** Its page, where Sentry knows that. */
  externalUrl?: string | null;
  pullRequest?: { externalUrl?: string | null } | null;
  repository?: {
    name?: string | null;
    url?: string | null;
    /** Such as `integrations:github`. */
    provider?: { id?: string | null } | null;
  } | null;
}

/**
 * Somebody with those of their commits that Sentry holds responsible for an event, without
 * e-mail addresses other than such as stand for a name. `toSuspectCommits` makes of them what
 * may leave a backend.
 *
 * @public
 */
export interface RawSentryCommitter {
  author?: RawSentryPerson | null;
  commits?: RawSentryCommit[] | null;
}
