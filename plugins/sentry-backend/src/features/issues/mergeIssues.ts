import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { sortRank } from './sortRank';
import type { ScopeReader } from './ScopeReader';

/**
 * Takes the next issues of all scopes in one order. Each scope's own order is
 * kept; whichever has the greater head goes first. Gives up early, with a short page,
 * where a scope would have to be read too far to know whether its head goes first.
 */
export async function mergeIssues(options: {
  readers: ScopeReader[];
  sort: SentryIssueSort;
  limit: number;
}): Promise<SentryIssue[]> {
  const { readers, sort, limit } = options;
  const items: SentryIssue[] = [];
  const taken = new Map<ScopeReader, number>();

  await Promise.all(readers.map(reader => reader.fill()));
  while (items.length < limit) {
    if (items.length && readers.length === 1 && !readers[0].head) {
      // Alone there is nothing to wait for: Sentry's page is the page.
      break;
    }
    if (readers.some(waits)) {
      await Promise.all(readers.map(reader => reader.fill()));
    }
    const next = first(readers, sort, taken);
    if (!next?.head) {
      break;
    }
    const rank = sortRank(next.head, sort);
    if (readers.some(one => waits(one) && (one.floor ?? Infinity) > rank)) {
      break;
    }
    items.push(next.head);
    taken.set(next, (taken.get(next) ?? 0) + 1);
    next.take();
  }
  return items;
}

/** Whether it is not known yet what the reader has next. */
function waits({ head, pending }: ScopeReader): boolean {
  return !head && pending;
}

function first(
  readers: ScopeReader[],
  sort: SentryIssueSort,
  taken: Map<ScopeReader, number>,
): ScopeReader | undefined {
  let best: ScopeReader | undefined;
  for (const reader of readers) {
    if (!reader.head) {
      continue;
    }
    if (!best?.head) {
      best = reader;
      continue;
    }
    const ahead =
      sortRank(reader.head, sort) - sortRank(best.head, sort) ||
      (taken.get(best) ?? 0) - (taken.get(reader) ?? 0);
    if (ahead > 0) {
      best = reader;
    }
  }
  return best;
}
