import type {
  SentryAssignee,
  SentryIssue,
  SentryIssueChange,
  SentryStatusDetails,
} from 'backstage-plugin-sentry-common';

/** What somebody does to issues, named as the texts name it. */
export type TriageKind =
  'resolve' | 'archive' | 'reopen' | 'review' | 'assign' | 'priority';

/** One change of one or several issues. */
export interface TriageAct {
  kind: TriageKind;
  change: SentryIssueChange;
  /** With `assign`: who that is; undefined for nobody. */
  assignee?: SentryAssignee;
}

/** What a change makes of an issue: a guess at first, then Sentry's own answer. */
export interface IssuePatch extends Partial<
  Pick<SentryIssue, 'status' | 'substatus' | 'priority' | 'assignee'>
> {
  statusDetails?: SentryStatusDetails;
}

/** An issue that was not changed, and why. */
export interface TriageFailure {
  issue: SentryIssue;
  error: Error;
}

/** What came of the latest change. */
export interface TriageOutcome {
  /** One for each change, so that the same twice is told twice. */
  id: number;
  act: TriageAct;
  isPending: boolean;
  /** Those that were changed, as they were before. */
  done: SentryIssue[];
  /** Those that somebody else has changed meanwhile, as they now are. */
  overtaken: SentryIssue[];
  failures: TriageFailure[];
}
