import type { SentryIssueChange } from 'backstage-plugin-sentry-common';
import type { SentryIssueUpdate } from 'backstage-plugin-sentry-node';

const MINUTE_MS = 60_000;

/**
 * A change in Sentry's words, which knows no time but minutes from now.
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

/** Never sooner than was said. */
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
