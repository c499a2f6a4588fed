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
  inbox?: unknown;
  /** Of many shapes; `toChangedIssue` reads it. */
  statusDetails?: unknown;
}

/**
 * An issue as Sentry answers it by itself. What `unknown` holds is of many shapes;
 * `toIssueFacts` reads it.
 *
 * @public
 */
export interface RawSentryIssueDetail extends RawSentryIssue {
  firstRelease?: unknown;
  lastRelease?: unknown;
  integrationIssues?: unknown;
  sentryAppIssues?: unknown;
  annotations?: unknown;
  pluginIssues?: unknown;
}
