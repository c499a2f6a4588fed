import type {
  SentryChangedIssue,
  SentryIssueChange,
  SentryIssueChangeField,
  SentryStatusDetails,
} from 'backstage-plugin-sentry-common';

type Changed = Omit<SentryChangedIssue, 'differs'>;

// Sentry counts whole minutes from when it is asked, and may be asked twice.
const TOLERANCE_MS = 3 * 60_000;

const fields: SentryIssueChangeField[] = [
  'status',
  'resolution',
  'substatus',
  'isReviewed',
  'assignedTo',
  'priority',
];

/**
 * Which of the fields asked for an issue has otherwise: Sentry answers 200 also where it
 * skips an issue, such as one to be resolved in the next release that is resolved already.
 * Left out is what a server does not tell.
 *
 * @param askedAt - when the change was asked for, in milliseconds since 1970
 */
export function differencesOf(
  change: SentryIssueChange,
  issue: Changed,
  askedAt: number,
): SentryIssueChangeField[] {
  const { status, resolution, isReviewed, assignedTo, priority } = change;
  const { statusDetails } = issue;
  const differs: Record<SentryIssueChangeField, boolean> = {
    status: isOther(status, issue.status),
    resolution: Boolean(resolution) && !isResolvedIn(statusDetails, resolution),
    substatus:
      isOther(change.substatus, issue.substatus) ||
      !endsAt(statusDetails, endOf(change, askedAt)),
    isReviewed: isOther(isReviewed, isReviewedNow(issue)),
    assignedTo: isOther(assignedTo, idOf(issue.assignee)),
    priority: isOther(priority, issue.priority),
  };
  return fields.filter(field => differs[field]);
}

function isOther<T>(asked: T | undefined, found: T | undefined): boolean {
  return asked !== undefined && found !== undefined && asked !== found;
}

/** The next release is named once there is one, and so is the latest. */
function isResolvedIn(
  { inNextRelease, inRelease }: SentryStatusDetails,
  asked: SentryIssueChange['resolution'],
): boolean {
  if (asked && 'inRelease' in asked && asked.inRelease !== 'latest') {
    return inRelease === asked.inRelease;
  }
  return inNextRelease === true || inRelease !== undefined;
}

function endOf(
  { until, durationMinutes }: SentryIssueChange,
  askedAt: number,
): number | undefined {
  if (until !== undefined) {
    return Date.parse(until);
  }
  return durationMinutes && askedAt + durationMinutes * 60_000;
}

function endsAt(
  { ignoreUntil }: SentryStatusDetails,
  end: number | undefined,
): boolean {
  return (
    end === undefined ||
    (ignoreUntil !== undefined &&
      Math.abs(Date.parse(ignoreUntil) - end) <= TOLERANCE_MS)
  );
}

function isReviewedNow({ isUnreviewed }: Changed): boolean | undefined {
  return isUnreviewed === undefined ? undefined : !isUnreviewed;
}

/** Older servers tell an address instead. */
function idOf(assignee: Changed['assignee']): string | null | undefined {
  if (assignee?.id === 'unknown') {
    return undefined;
  }
  return assignee && `${assignee.type}:${assignee.id}`;
}
