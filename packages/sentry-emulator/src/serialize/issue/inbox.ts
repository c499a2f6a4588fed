import { formatDate } from '../dates';
import type { Issue } from '../../store/Issue';

const reasons: Record<string, number> = {
  new: 0,
  regressed: 2,
  ongoing: 6,
  escalating: 7,
};

/** Why an issue waits for a review; nothing where it does not. */
export function serializeInbox(
  issue: Issue,
  now: number,
): Record<string, unknown> | null {
  const substatus = issue.substatus(now) ?? '';
  if (issue.reviewed || !(substatus in reasons)) {
    return null;
  }
  const snooze = issue.reopenedFrom;
  return {
    reason: reasons[substatus],
    reason_details: snooze
      ? {
          until: snooze.until === undefined ? null : formatDate(snooze.until),
          count: snooze.count ?? null,
          window: snooze.window ?? null,
          user_count: snooze.userCount ?? null,
          user_window: snooze.userWindow ?? null,
        }
      : null,
    date_added: formatDate(issue.reopenedAt ?? issue.timeline.first.timestamp),
  };
}
