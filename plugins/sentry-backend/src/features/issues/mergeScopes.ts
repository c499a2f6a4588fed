import type {
  SentryIssue,
  SentryIssuesPage,
  SentryIssueSort,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';
import { sumOfAll } from '../../answers/compose';
import type { Cached } from '../../cache/types';
import { attentionRank } from './attention';
import type { ScopePage, ScopePosition } from './types';

// Sentry may answer short and even empty pages; so many are read for one of ours.
const MAX_PAGES = 5;

interface ScopeReaderOptions {
  /** Names it in cursors. */
  tag: string;
  /** Reads one page of the scope; throws `SentryProblemError`. */
  load: (cursor?: string) => Promise<Cached<ScopePage>>;
  sort: SentryIssueSort;
  position?: ScopePosition;
  /** How many pages may be read for one answer. Default 5. */
  maxPages?: number;
}

/** Reads one scope issue by issue, over its pages, and knows where it stands. */
export class ScopeReader {
  /** Where to go on. After a failure that is where it was before. */
  position: Readonly<ScopePosition>;
  readonly tag: string;
  readonly #options: ScopeReaderOptions;
  #page?: ScopePage;
  #floor?: number;
  readonly loaded: Cached<ScopePage>[] = [];
  failure?: SentryProblemError;

  constructor(options: ScopeReaderOptions) {
    this.#options = options;
    this.tag = options.tag;
    this.position = options.position ?? { offset: 0, done: false };
  }

  /** The next issue; `undefined` where there is none for now. */
  get head(): SentryIssue | undefined {
    return this.#page?.items[this.position.offset];
  }

  /** Whether the next issue is not known yet, as more pages may be read for this answer. */
  get waits(): boolean {
    return !this.head && !this.position.done && !this.failure;
  }

  /**
   * Where there is no head, the rank that what comes next does not exceed.
   */
  get floor(): number {
    return this.#floor ?? Infinity;
  }

  /** Whether all of it was given, though the server has more that it can't list. */
  get endedEarly(): boolean {
    return this.position.done && this.loaded.at(-1)?.value.endsEarly === true;
  }

  /** Reads until there is a head, the end, a failure, or enough was read. */
  async fill(): Promise<void> {
    const { maxPages = MAX_PAGES } = this.#options;
    while (this.waits && this.loaded.length < maxPages) {
      await this.#readPage();
      this.#leaveFinishedPage();
    }
  }

  /** Steps behind the head. */
  take(): void {
    const { head } = this;
    this.position = {
      ...this.position,
      offset: this.position.offset + 1,
      ...(head && {
        last: { id: head.id, rank: sortRank(head, this.#options.sort) },
      }),
    };
    this.#leaveFinishedPage();
  }

  async #readPage(): Promise<void> {
    const { load, sort } = this.#options;
    try {
      const cached = await load(this.position.cursor);
      const { value } = cached;
      this.loaded.push(cached);
      this.#page = value;
      const { hits = this.position.hits } = value;
      this.position = {
        ...this.position,
        // From its start, unless a part of it was given.
        offset:
          this.position.offset && resumeAt(value.items, this.position, sort),
        ...(hits !== undefined && { hits }),
      };
    } catch (error) {
      if (!(error instanceof SentryProblemError)) {
        throw error;
      }
      this.failure = error;
    }
  }

  #leaveFinishedPage(): void {
    const page = this.#page;
    if (!page || this.position.offset < page.items.length) {
      return;
    }
    const { hits, cursor } = this.position;
    // A page that is its own next one would never end.
    const isNew = page.nextCursor !== cursor;
    this.#page = undefined;
    this.#floor = page.floor ?? this.#floor;
    this.position = {
      ...(page.nextCursor && isNew
        ? { cursor: page.nextCursor, offset: 0, done: false }
        : { offset: 0, done: true }),
      ...(hits !== undefined && { hits }),
    };
  }
}

/**
 * Takes the next issues of all scopes in one order. Each scope's own order is
 * kept; the greatest head goes first. Gives up early, with a short page,
 * where a scope would have to be read too far to know whether its head goes first.
 */
export async function mergeScopes(options: {
  readers: ScopeReader[];
  sort: SentryIssueSort;
  limit: number;
}): Promise<SentryIssue[]> {
  const { readers, sort, limit } = options;
  const items: SentryIssue[] = [];
  if (readers.length === 1) {
    // Alone there is nothing to wait for: Sentry's page is the page.
    const [reader] = readers;
    while (items.length < limit && reader.head) {
      items.push(reader.head);
      reader.take();
    }
    return items;
  }
  const taken = new Map<ScopeReader, number>();
  while (items.length < limit) {
    if (readers.some(({ waits }) => waits)) {
      await Promise.all(readers.map(reader => reader.fill()));
    }
    const next = firstOf(readers, sort, taken);
    if (!next?.head) {
      break;
    }
    const rank = sortRank(next.head, sort);
    if (readers.some(({ waits, floor }) => waits && floor > rank)) {
      break;
    }
    items.push(next.head);
    taken.set(next, (taken.get(next) ?? 0) + 1);
    next.take();
  }
  return items;
}

/** The reader with the greatest head; of equal ones that of which less was taken. */
function firstOf(
  readers: ScopeReader[],
  sort: SentryIssueSort,
  taken: Map<ScopeReader, number>,
): ScopeReader | undefined {
  let best: ScopeReader | undefined;
  for (const reader of readers) {
    if (!reader.head) {
      continue;
    }
    const ahead = best?.head
      ? sortRank(reader.head, sort) - sortRank(best.head, sort) ||
        (taken.get(best) ?? 0) - (taken.get(reader) ?? 0)
      : 1;
    if (ahead > 0) {
      best = reader;
    }
  }
  return best;
}

/**
 * How many issues there are where not all are here: what Sentry estimates, if it does. What
 * failed is in no number.
 */
export function estimatedTotal(
  readers: ScopeReader[],
): Pick<SentryIssuesPage, 'totalItems' | 'totalIsEstimate'> {
  const asked = readers.filter(({ failure }) => !failure);
  const hits = sumOfAll(asked.map(({ position }) => position.hits));
  return {
    ...(hits !== undefined && { totalItems: hits }),
    totalIsEstimate: true,
  };
}

/** A list that its server can't go on with, though there is more. */
export function endOfServer({
  capabilities,
  instance,
}: SentryClient): SentryProblem {
  return {
    code: 'QUERY_INVALID',
    message: `${capabilities.serverName} ends this list here, though more issues match: it can't list so many with the same number of events.`,
    action: 'Sort by when issues were last seen, or narrow the search.',
    project: { instance },
  };
}

/**
 * The value that a list is ordered by, greatest first, as far as an issue has it. What
 * `trends` and `recommended` go by is only known to Sentry: there the scopes take turns.
 */
export function sortRank(issue: SentryIssue, sort: SentryIssueSort): number {
  const { lifetime, firstSeen, lastSeen } = issue;
  switch (sort) {
    case 'freq':
      return issue.count;
    case 'user':
      return issue.userCount ?? 0;
    case 'attention':
      return attentionRank(issue);
    case 'trends':
    case 'recommended':
      return 0;
    default: {
      const time =
        sort === 'new' ? (lifetime?.firstSeen ?? firstSeen) : lastSeen;
      return Date.parse(time ?? '') || 0;
    }
  }
}

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
  // Among equals only the place counts; what left it has moved them up by one, and to give
  // one of them twice is better than not at all.
  return Math.min(Math.max(offset - 1, first), behind);
}

function indexOr(ranks: number[], test: (rank: number) => boolean): number {
  const index = ranks.findIndex(test);
  return index < 0 ? ranks.length : index;
}
