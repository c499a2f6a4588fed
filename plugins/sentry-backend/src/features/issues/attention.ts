import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { LONGEST_PAGE, withCondition } from './query';
import type { IssuesFilter } from './types';

// Above any number of events.
const TIER = 1e12;

/** How much an issue needs attention, of those that match the same search. */
function tierOf({
  status,
  substatus,
  isUnhandled,
  priority,
}: SentryIssue): number {
  if (status !== 'unresolved') {
    return 0;
  }
  if (substatus === 'regressed') {
    return 3;
  }
  if (substatus === 'escalating') {
    return 2;
  }
  return isUnhandled && priority === 'high' ? 1 : 0;
}

/** What a list by attention is ordered by, greatest first. */
export function attentionRank(issue: SentryIssue): number {
  return tierOf(issue) * TIER + issue.count;
}

/**
 * The lists that make one by attention, each by frequency: what regressed or escalates, what is
 * of high priority, and everything. An issue is taken from one of them only, by what it is, so
 * that later pages need not know what was shown.
 */
export function attentionFilters(filter: IssuesFilter): IssuesFilter[] {
  const list = (condition: string, tiers: number[]): IssuesFilter => ({
    ...filter,
    query: withCondition(condition, filter.query),
    limit: LONGEST_PAGE,
    tiers,
  });
  return [
    // Sentry's search has no OR. Without a status beside it, it takes `!is:new` for
    // `!is:unresolved`.
    list('is:unresolved !is:new !is:ongoing', [2, 3]),
    // A search for `error.unhandled` would count the unhandled events alone.
    list('is:unresolved issue.priority:high', [1]),
    { ...filter, tiers: [0] },
  ];
}

/** Those of a page that the list is there for, in order. */
export function ofTiers(items: SentryIssue[], tiers: number[]): SentryIssue[] {
  return items
    .filter(item => tiers.includes(tierOf(item)))
    .sort((a, b) => attentionRank(b) - attentionRank(a));
}
