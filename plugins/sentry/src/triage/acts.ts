import type {
  SentryAssignee,
  SentryChangedIssue,
  SentryIssue,
  SentryIssueChange,
  SentryIssueChangeField,
  SentryIssueChangeProblem,
  SentryTriageResponse,
  SentryTriageTarget,
} from 'backstage-plugin-sentry-common';
import type { IssuePatch } from '../data/changes';

/** A kind of change, named as in the texts. */
export type TriageKind =
  'resolve' | 'archive' | 'reopen' | 'review' | 'assign' | 'priority';

/** One change of one or several issues. */
export interface TriageAct {
  kind: TriageKind;
  change: SentryIssueChange;
  /** With `assign`: the new assignee; undefined to unassign. */
  assignee?: SentryAssignee;
}

/** What to do to which issues, as they are shown. */
export interface TriageStep {
  issues: SentryIssue[];
  act: TriageAct;
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
  /** One for each change, so that the same change is announced again. */
  id: number;
  isPending: boolean;
  done: TriageDone[];
  /** Those of them that are otherwise than asked for, as they now are. */
  overtaken: SentryIssue[];
}

const minuteMs = 60_000;

/** What a change will most likely come to, before Sentry has said so. */
export function guessChange(
  change: SentryIssueChange,
  assignee?: SentryAssignee,
  now = Date.now(),
): IssuePatch {
  return {
    ...guessStatus(change, now),
    ...(change.priority && { priority: change.priority }),
    ...(change.assignedTo !== undefined && { assignee }),
    ...(change.isReviewed && { isUnreviewed: false }),
  };
}

/** What it has come to, whatever was asked for. */
export function readChange(changed: SentryChangedIssue): IssuePatch {
  const { status, substatus, priority, assignee, statusDetails } = changed;
  const { isUnreviewed } = changed;
  return {
    status,
    substatus: substatus ?? undefined,
    priority: priority ?? undefined,
    assignee: assignee ?? undefined,
    statusDetails,
    ...(isUnreviewed !== undefined && { isUnreviewed }),
  };
}

function guessStatus(change: SentryIssueChange, now: number): IssuePatch {
  const { status, substatus, resolution, until, durationMinutes } = change;
  switch (status) {
    case 'resolved':
      return { status, substatus: undefined, statusDetails: { ...resolution } };
    case 'unresolved':
      return { status, substatus: 'ongoing', statusDetails: {} };
    case 'ignored': {
      const ignoreUntil =
        until ??
        (durationMinutes &&
          new Date(now + durationMinutes * minuteMs).toISOString());
      return {
        status,
        substatus: substatus ?? 'archived_until_escalating',
        statusDetails: { ...(ignoreUntil && { ignoreUntil }) },
      };
    }
    default:
      return {};
  }
}

/** What was to be done to which issues, each act once. */
export function stepsOf(all: TriageDone[]): TriageStep[] {
  const issuesOf = new Map<TriageAct, SentryIssue[]>();
  for (const { act, issue } of all) {
    issuesOf.set(act, [...(issuesOf.get(act) ?? []), issue]);
  }
  return [...issuesOf].map(([act, issues]) => ({ act, issues }));
}

/** What takes changes back: a step for each value that the issues had before. */
export function undoSteps(done: TriageDone[]): TriageStep[] {
  const steps = new Map<string, TriageStep>();
  for (const one of done) {
    const act = undoOf(one);
    if (act) {
      const key = JSON.stringify(act.change);
      const step = steps.get(key) ?? { issues: [], act };
      steps.set(key, step);
      step.issues.push(one.issue);
    }
  }
  return [...steps.values()];
}

/** Undefined where there is no way back, as from a review. */
function undoOf({ issue, act }: TriageDone): TriageAct | undefined {
  switch (act.kind) {
    case 'resolve':
    case 'archive':
      // Until when another one was archived is not known here.
      return issue.status === 'unresolved'
        ? { kind: 'reopen', change: { status: 'unresolved' } }
        : undefined;
    case 'priority':
      return (
        issue.priority && {
          kind: 'priority',
          change: { priority: issue.priority },
        }
      );
    case 'assign':
      // Some servers return only a name, which can't be assigned again.
      return issue.assignee?.id === 'unknown'
        ? undefined
        : assignTo(issue.assignee);
    default:
      return undefined;
  }
}

/** @param assignee - undefined to unassign */
export function assignTo(assignee: TriageAct['assignee']): TriageAct {
  return {
    kind: 'assign',
    change: {
      assignedTo: assignee ? `${assignee.type}:${assignee.id}` : null,
    },
    ...(assignee && { assignee }),
  };
}

/** What the viewer may do to the issues of an organization; undefined where it is unknown. */
export function targetOf(
  advice: SentryTriageResponse | undefined,
  { project }: SentryIssue,
): SentryTriageTarget | undefined {
  return advice?.items.find(
    ({ instance, organization, projects }) =>
      instance === project.instance &&
      organization === project.organization &&
      projects.includes(project.id),
  );
}

/** Also where the viewer has yet to be asked for the scope: the first change does. */
export function isOffered(target: SentryTriageTarget | undefined): boolean {
  return Boolean(
    target &&
    (target.allowed || (target.actsAs === 'user' && target.missingScope)),
  );
}

/** Those of these issues of which their server can't change this. */
export function issuesWithout(
  field: SentryIssueChangeField,
  advice: SentryTriageResponse | undefined,
  issues: SentryIssue[],
): SentryIssue[] {
  return issues.filter(
    issue => !targetOf(advice, issue)?.fields.includes(field),
  );
}

/** Whether this can be changed of any issue of the entity. */
export function isOfferedSomewhere(
  field: SentryIssueChangeField,
  advice: SentryTriageResponse | undefined,
): boolean {
  return Boolean(
    advice?.items.some(
      target => isOffered(target) && target.fields.includes(field),
    ),
  );
}
