import type {
  SentryChangedIssue,
  SentryIssueChange,
  SentryIssueChangeField,
  SentryStatusDetails,
} from 'backstage-plugin-sentry-common';
import type { SentryIssueUpdate } from 'backstage-plugin-sentry-node';

/**
 * Whether a change names releases, teams or members, which belong to a project. Other
 * projects may not have them, and Sentry then refuses the change for all.
 */
export function isOfProject({
  resolution,
  assignedTo,
}: SentryIssueChange): boolean {
  return resolution !== undefined || typeof assignedTo === 'string';
}

const MINUTE_MS = 60_000;
// Sentry counts whole minutes from when it is asked, and may be asked twice.
const TOLERANCE_MS = 3 * MINUTE_MS;

type Changed = Omit<SentryChangedIssue, 'differs'>;

const fields: SentryIssueChangeField[] = [
  'status',
  'resolution',
  'substatus',
  'isReviewed',
  'assignedTo',
  'priority',
];

/**
 * A change as Sentry's API takes it: there a time is a number of minutes from now.
 *
 * @param now - milliseconds since 1970
 */
export function toUpdate(
  change: SentryIssueChange,
  now: number,
): SentryIssueUpdate {
  const { status, substatus, assignedTo, priority } = change;
  const statusDetails = {
    ...change.resolution,
    ...minutesOf(change, now),
  };
  return {
    ...(status && { status }),
    ...(Object.keys(statusDetails).length && { statusDetails }),
    ...(substatus && { substatus }),
    ...(change.isReviewed && { inbox: false }),
    ...(assignedTo !== undefined && { assignedTo: assignedTo ?? '' }),
    ...(priority && { priority }),
  };
}

/** Rounded up: never sooner than asked for. */
function minutesOf(
  { until, durationMinutes }: SentryIssueChange,
  now: number,
): SentryIssueUpdate['statusDetails'] {
  const ignoreDuration =
    until === undefined
      ? durationMinutes
      : Math.max(1, Math.ceil((Date.parse(until) - now) / MINUTE_MS));
  return ignoreDuration === undefined ? {} : { ignoreDuration };
}

/**
 * The fields in which an issue differs from what was asked for: Sentry answers 200 even
 * where it skips an issue, such as one to be resolved in the next release that is resolved
 * already. Fields that a server does not return are left out.
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

/** Older servers return an e-mail address instead. */
function idOf(assignee: Changed['assignee']): string | null | undefined {
  if (assignee?.id === 'unknown') {
    return undefined;
  }
  return assignee && `${assignee.type}:${assignee.id}`;
}
