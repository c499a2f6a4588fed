import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { sortRank } from './sortRank';
import type { ScopePosition } from './types';

/**
 * Where to go on in a page that was given in part and may have changed since: behind
 * the last issue that was given, or, where that has left its place, at the
 * first issue of a lower rank.
 */
export function resumeAt(
  items: SentryIssue[],
  { offset, last }: ScopePosition,
  sort: SentryIssueSort,
): number {
  if (!last) {
    return Math.min(offset, items.length);
  }
  const ranks = items.map(item => sortRank(item, sort));
  const found = items.findIndex(
    ({ id }, index) => id === last.id && ranks[index] === last.rank,
  );
  if (found >= 0) {
    return found + 1;
  }
  const first = indexOr(ranks, rank => rank <= last.rank);
  const behind = indexOr(ranks, rank => rank < last.rank);
  // Among equals only the place tells; what left it has moved them up by one, and to give
  // one of them twice is better than not at all.
  return Math.min(Math.max(offset - 1, first), behind);
}

function indexOr(ranks: number[], test: (rank: number) => boolean): number {
  const index = ranks.findIndex(test);
  return index < 0 ? ranks.length : index;
}
