import type { SentryProblem } from '../problems';
import type {
  SentryAssignee,
  SentryIssue,
  SentryIssuePriority,
  SentryIssueSubstatus,
} from './issue';
import type { SentryStatusDetails } from './issueDetail';
import type { SentryAnswerMeta } from './shared';

/**
 * What triage can do to issues: the body of
 * `PATCH /entities/:kind/:namespace/:name/issues/:issueId`. Only what is named changes, and
 * something must be; anything else is 400 naming the field.
 *
 * @public
 */
export interface SentryIssueChange {
  /**
   * `ignored` is what Sentry's own pages call archived. The routes also take Sentry's word
   * `resolvedInNextRelease`, for `resolved` with `resolution: { inNextRelease: true }`.
   */
  status?: 'resolved' | 'unresolved' | 'ignored';
  /**
   * With `resolved`: as of which release. `inRelease` takes a version, or `latest`. Without
   * it the issue is resolved now.
   */
  resolution?: { inNextRelease: true } | { inRelease: string };
  /**
   * With `ignored`: until when. `archived_until_condition_met` needs `until` or
   * `durationMinutes`. Default `archived_until_escalating`.
   */
  substatus?:
    | 'archived_until_escalating'
    | 'archived_until_condition_met'
    | 'archived_forever';
  /** When the archived issue comes back: ISO 8601 with its zone, in the future, a year at most. */
  until?: string;
  /** Instead of `until`: in how many whole minutes from now, 1 to 527,040. */
  durationMinutes?: number;
  /** Takes it off the list of those that somebody has to look at: see `isUnreviewed` of an issue. */
  isReviewed?: true;
  /** `user:<id>` or `team:<id>`, as `…/assignees` has them; `null` to unassign. */
  assignedTo?: string | null;
  priority?: SentryIssuePriority;
}

/**
 * Body of `PATCH /entities/:kind/:namespace/:name/issues`: the same change of several issues.
 *
 * @public
 */
export interface SentryIssuesChange extends SentryIssueChange {
  /** 1 to 100 numbers or short ids; never implied. */
  ids: string[];
}

/**
 * What `PATCH …/issues/:issueId` and `PATCH …/issues` can be asked for.
 *
 * @public
 */
export interface SentryIssueChangeQuery {
  /**
   * Where the issues are looked for: a subset of the entity's projects, by slug, by id, as an
   * annotation may write them or in full: `instance:organization/slug`, or with the id instead.
   * Needed where several Sentrys have an issue of the same number.
   */
  project?: string[];
}

/**
 * As whom Sentry is asked to change something: the caller's own account, or the one that
 * the portal's credential belongs to.
 *
 * @public
 */
export type SentryActor = 'user' | 'service';

/**
 * What triage can have changed of an issue, as it now is at Sentry: also what somebody else
 * has changed meanwhile. `null` says that there is none.
 *
 * @public
 */
export interface SentryChangedIssue extends Pick<
  SentryIssue,
  'id' | 'shortId' | 'status' | 'isUnreviewed' | 'project'
> {
  substatus: SentryIssueSubstatus | null;
  priority: SentryIssuePriority | null;
  assignee: SentryAssignee | null;
  statusDetails: SentryStatusDetails;
  actedAs: SentryActor;
  /**
   * Which of the fields asked for are otherwise now: somebody else changed them right after,
   * or Sentry passed over the issue, and it does not tell which. That is no failure: the
   * issue is shown as it is. Absent where all that can be compared is as asked. When an
   * archived issue comes back belongs to `substatus`.
   */
  differs?: SentryIssueChangeField[];
}

/**
 * Why one of the issues is not among those that were changed.
 *
 * @public
 */
export interface SentryIssueChangeProblem extends SentryProblem {
  /** The id it was named by in the request. */
  issue: string;
  /**
   * Whether it was changed all the same. `changed`: it was, and how it is now could not be
   * read. `unknown`: Sentry did not say, and may have done it. Absent: it was not.
   */
  outcome?: 'changed' | 'unknown';
}

/**
 * Answer of `PATCH …/issues/:issueId`, with one item, and of `PATCH …/issues`. Where
 * no issue was changed it is an error instead; so it is where of none it is known, and
 * `error.outcome` is `unknown` then.
 *
 * @public
 */
export interface SentryIssueChangeResponse {
  /** Those that were changed, in the order they were named in, as they are now. */
  items: SentryChangedIssue[];
  /** Those that were not, or of which that, or how they are now, is not known. */
  problems: SentryIssueChangeProblem[];
}

/**
 * The keys of {@link SentryIssueChange} that a server may or may not take.
 *
 * @public
 */
export type SentryIssueChangeField =
  | 'status'
  | 'resolution'
  | 'substatus'
  | 'isReviewed'
  | 'assignedTo'
  | 'priority';

/**
 * What the caller may do to the entity's issues of one organization.
 *
 * @public
 */
export interface SentryTriageTarget {
  /** Name of the instance in config. */
  instance: string;
  /** Slug of the organization. */
  organization: string;
  /** Ids of those of the entity's projects whose issues these are. */
  projects: string[];
  allowed: boolean;
  /**
   * Why not. `disabled`: config does not turn it on; `forbidden`: Backstage's permission
   * `sentry.issue.update` is denied; `problem`: see `problem`.
   */
  reason?: 'disabled' | 'forbidden' | 'problem';
  problem?: SentryProblem;
  actsAs: SentryActor;
  /** Name of the account that acts; absent where Sentry does not return it. */
  actorName?: string;
  /** The scope that the credential is known to lack, to be asked for where it is the caller's own. */
  missingScope?: string;
  /** Whether the caller could act as themselves here, by connecting to Sentry. */
  canConnect: boolean;
  /** What the server can change; the rest is not worth offering. */
  fields: SentryIssueChangeField[];
  /** The kind of server that will show the change. */
  server?: 'sentry' | 'glitchtip';
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/triage`. An unknown scope counts
 * as held: the change itself then reports what is missing.
 *
 * @public
 */
export interface SentryTriageResponse {
  /** Whether anything may be changed anywhere. */
  allowed: boolean;
  /**
   * As with {@link SentryTriageTarget}, and as `problem` of one and the same target: where
   * they differ, of the one whose reader can do the most about it.
   */
  reason?: SentryTriageTarget['reason'];
  problem?: SentryProblem;
  /** Absent where it is not the same everywhere. */
  actsAs?: SentryActor;
  items: SentryTriageTarget[];
}

/**
 * Somebody whom issues of some of the entity's projects can be assigned to.
 *
 * @public
 */
export interface SentryPossibleAssignee extends SentryAssignee {
  instance: string;
  organization: string;
  /** Slugs of those of the entity's projects whose issues they can be given. */
  projects: string[];
}

/**
 * Answer of `GET /entities/:kind/:namespace/:name/assignees`: teams, then people, by name;
 * none for those who may not assign the entity's issues.
 *
 * @public
 */
export interface SentryAssigneesResponse extends SentryAnswerMeta {
  items: SentryPossibleAssignee[];
}
