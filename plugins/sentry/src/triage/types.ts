import type {
  SentryAssignee,
  SentryIssue,
  SentryIssueChange,
  SentryIssueChangeProblem,
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

/** What to do to which issues, as they are shown. */
export interface TriageStep {
  issues: SentryIssue[];
  act: TriageAct;
}

/** What a change makes of an issue: a guess at first, then Sentry's own answer. */
export interface IssuePatch extends Partial<
  Pick<
    SentryIssue,
    'status' | 'substatus' | 'priority' | 'assignee' | 'isUnreviewed'
  >
> {
  statusDetails?: SentryStatusDetails;
}

/** An issue that was changed. */
export interface TriageDone {
  /** As it was before. */
  issue: SentryIssue;
  act: TriageAct;
}

/** An issue that was not changed, or of which that is not known, and why. */
export interface TriageFailure {
  /** Which of the changes failed: of several the later one is higher. */
  id: number;
  issue: SentryIssue;
  act: TriageAct;
  error: Error;
  /** Whether it was changed all the same; absent where it was not. */
  outcome?: SentryIssueChangeProblem['outcome'];
  /** When it is worth trying again, in milliseconds since 1970; absent for at once. */
  retryAt?: number;
  isRetrying?: true;
}

/** What the latest change has done. What failed is kept apart, as it stays longer. */
export interface TriageOutcome {
  /** One for each change, so that the same twice is told twice. */
  id: number;
  isPending: boolean;
  done: TriageDone[];
  /** Those of them that are otherwise than asked for, as they now are. */
  overtaken: SentryIssue[];
}
