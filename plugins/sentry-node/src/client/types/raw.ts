/**
 * What Sentry answers, as far as these plugins read it. Every field that Sentry
 * may leave out is optional, and what can be a number or a string is both: see
 * the issue schema of Sentry's OpenAPI document and `collapse`/`expand` there.
 */

/**
 * A project as Sentry answers it.
 *
 * @public
 */
export interface RawSentryProject {
  id: string;
  slug: string;
  name: string;
  platform?: string | null;
  /** Whether the credential's owner is in one of its teams. Absent where it is not told. */
  isMember?: boolean | null;
  /** Whether the credential sees its issues, by a team or by an open membership. */
  hasAccess?: boolean | null;
}

/**
 * An issue as Sentry answers it. `toSentryIssue` makes of it what may leave a
 * backend: this can hold e-mail addresses.
 *
 * @public
 */
export interface RawSentryIssue {
  id: string;
  shortId?: string | null;
  title?: string | null;
  culprit?: string | null;
  permalink?: string | null;
  level?: string | null;
  status?: string | null;
  substatus?: string | null;
  priority?: string | null;
  isUnhandled?: boolean | null;
  platform?: string | null;
  issueCategory?: string | null;
  metadata?: {
    type?: string | null;
    value?: string | null;
    title?: string | null;
    /** Of feedback. */
    message?: string | null;
  } | null;
  count?: string | number | null;
  userCount?: string | number | null;
  firstSeen?: string | null;
  lastSeen?: string | null;
  lifetime?: {
    count?: string | number | null;
    userCount?: string | number | null;
    firstSeen?: string | null;
    lastSeen?: string | null;
  } | null;
  stats?: Record<string, [number, number][]> | null;
  /** The same of the events that a search matches, where it asks anything of events. */
  filtered?: {
    count?: string | number | null;
    userCount?: string | number | null;
    firstSeen?: string | null;
    lastSeen?: string | null;
    stats?: Record<string, [number, number][]> | null;
  } | null;
  numComments?: number | null;
  assignedTo?:
    | string
    | {
        type?: string | null;
        id?: string | number | null;
        name?: string | null;
      }
    | null;
  project?: {
    id?: string | number | null;
    slug?: string | null;
    name?: string | null;
    platform?: string | null;
  } | null;
  /** Why it waits for a review; `null` where it does not. Only where `expand` asks for it. */
  inbox?: { reason?: number | null } | null;
  /** What its status hangs on; empty where it hangs on nothing. */
  statusDetails?: RawSentryStatusDetails | null;
}

/**
 * In which release an issue is resolved, or until when it is archived, as Sentry answers it.
 * Who decided that can be named by an e-mail address.
 *
 * @public
 */
export interface RawSentryStatusDetails {
  inNextRelease?: boolean | null;
  /** A version. */
  inRelease?: string | null;
  /** Older servers tell its id alone. */
  inCommit?: string | { id?: string | null } | null;
  ignoreUntil?: string | null;
  /** Events. */
  ignoreCount?: string | number | null;
  /** In minutes. */
  ignoreWindow?: string | number | null;
  /** Users. */
  ignoreUserCount?: string | number | null;
  /** In minutes. */
  ignoreUserWindow?: string | number | null;
  actor?: RawSentryPerson | null;
}

/**
 * A person as far as these plugins read it. Sentry names those without a name by their
 * e-mail address.
 *
 * @public
 */
export interface RawSentryPerson {
  id?: string | null;
  name?: string | null;
}
