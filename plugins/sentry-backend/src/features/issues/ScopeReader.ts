import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Cached } from '../../cache/types';
import { resumeAt } from './resumeAt';
import { sortRank } from './sortRank';
import type { ScopePage, ScopePosition } from './types';

// Sentry may answer short and even empty pages; so many are read for one of ours.
const MAX_PAGES = 5;

/** Reads one page of the scope; throws `SentryProblemError`. */
export type LoadPage = (cursor?: string) => Promise<Cached<ScopePage>>;

/** @internal */
export interface SourceReaderOptions {
  load: LoadPage;
  sort: SentryIssueSort;
  position?: ScopePosition;
  /** How many pages may be read for one answer. Default 5. */
  maxPages?: number;
}

/**
 * Reads one scope issue by issue, over its pages, and knows where it stands.
 */
export class ScopeReader {
  readonly #load: LoadPage;
  readonly #sort: SentryIssueSort;
  #position: ScopePosition;
  #page?: ScopePage;
  #floor?: number;
  readonly #maxPages: number;
  readonly loaded: Cached<ScopePage>[] = [];
  failure?: SentryProblemError;

  static create(options: SourceReaderOptions): ScopeReader {
    return new ScopeReader(options);
  }

  private constructor(options: SourceReaderOptions) {
    this.#load = options.load;
    this.#sort = options.sort;
    this.#position = options.position ?? { offset: 0, done: false };
    this.#maxPages = options.maxPages ?? MAX_PAGES;
  }

  /** Where to go on. After a failure that is where it was before. */
  get position(): ScopePosition {
    return this.#position;
  }

  /** The next issue; `undefined` where there is none to be had now. */
  get head(): SentryIssue | undefined {
    return this.#page?.items[this.#position.offset];
  }

  /** Whether this answer may get more from pages that were not read yet. */
  get pending(): boolean {
    return !this.#position.done && !this.failure;
  }

  /** Whether no more pages may be read for this answer. */
  get spent(): boolean {
    return this.loaded.length >= this.#maxPages;
  }

  /**
   * Where there is no head, the rank that what comes next does not exceed; `undefined` where
   * that is not known.
   */
  get floor(): number | undefined {
    return this.#floor;
  }

  /** Whether all of it was given, though the server has more that it can't list. */
  get endedEarly(): boolean {
    return (
      this.#position.done &&
      Boolean(this.loaded[this.loaded.length - 1]?.value.endsEarly)
    );
  }

  /** Reads until there is a head, the end, a failure, or enough was read. */
  async fill(): Promise<void> {
    while (this.pending && this.head === undefined && !this.spent) {
      await this.#readPage();
      this.#leaveFinishedPage();
    }
  }

  take(): void {
    const { head } = this;
    this.#position = {
      ...this.#position,
      offset: this.#position.offset + 1,
      ...(head && { last: { id: head.id, rank: sortRank(head, this.#sort) } }),
    };
    this.#leaveFinishedPage();
  }

  async #readPage(): Promise<void> {
    try {
      const cached = await this.#load(this.#position.cursor);
      const { value } = cached;
      this.loaded.push(cached);
      this.#page = value;
      const { hits = this.#position.hits } = value;
      this.#position = {
        ...this.#position,
        offset: resumeAt(value.items, this.#position, this.#sort),
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
    if (!page || this.#position.offset < page.items.length) {
      return;
    }
    const { hits, cursor } = this.#position;
    // A page that is its own next one would never end.
    const isNew = page.nextCursor !== cursor;
    this.#page = undefined;
    this.#floor = page.floor ?? this.#floor;
    this.#position = {
      ...(page.nextCursor && isNew
        ? { cursor: page.nextCursor, offset: 0, done: false }
        : { offset: 0, done: true }),
      ...(hits !== undefined && { hits }),
    };
  }
}
