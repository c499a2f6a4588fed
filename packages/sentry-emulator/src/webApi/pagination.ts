import { SentryApiError } from './http';
import type { ApiAnswer, ApiContext, ApiRequest } from './types';

/** A position in a list, in text `value:offset:is_prev`. */
export interface Cursor {
  readonly value: number;
  readonly offset: number;
  readonly isPrevious: boolean;
}

export interface Page<T> {
  readonly items: T[];
  readonly previous: Cursor & { readonly hasResults: boolean };
  readonly next: Cursor & { readonly hasResults: boolean };
}

const maxPageSize = 100;

export function readCursor(query: URLSearchParams): Cursor | undefined {
  const text = query.get('cursor');
  if (text === null || text === '') {
    return undefined;
  }
  const match = /^(-?\d+(?:\.\d+)?):(-?\d+):([01])$/.exec(text);
  if (!match) {
    throw SentryApiError.badRequest('Invalid cursor parameter.');
  }
  return {
    value: Number(match[1]),
    offset: Number(match[2]),
    isPrevious: match[3] === '1',
  };
}

/** `per_page`, which all lists but that of issues have. */
export function readPerPage(query: URLSearchParams): number {
  const text = query.get('per_page');
  if (text === null) {
    return maxPageSize;
  }
  const perPage = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(perPage)) {
    throw SentryApiError.badRequest('Invalid per_page parameter.');
  }
  if (perPage < 1 || perPage > maxPageSize) {
    throw SentryApiError.badRequest(
      `Invalid per_page value. Must be between 1 and ${maxPageSize}.`,
    );
  }
  return perPage;
}

/**
 * A page of a list in a fixed order: the cursor is page size and page number.
 */
export function offsetPage<T>(
  items: readonly T[],
  limit: number,
  cursor?: Cursor,
): Page<T> {
  const page = Math.max(0, cursor?.offset ?? 0);
  const start = page * (cursor?.value || limit);
  return {
    items: items.slice(start, start + limit),
    previous: {
      value: limit,
      offset: page - 1,
      isPrevious: true,
      hasResults: page > 0,
    },
    next: {
      value: limit,
      offset: page + 1,
      isPrevious: false,
      hasResults: items.length > start + limit,
    },
  };
}

/**
 * A page of a list of events: the cursor is nothing but the number of rows before it.
 */
export function rowPage<T>(
  items: readonly T[],
  limit: number,
  cursor?: Cursor,
): Page<T> {
  const start = Math.max(0, cursor?.offset ?? 0);
  return {
    items: items.slice(start, start + limit),
    previous: {
      value: 0,
      offset: Math.max(0, start - limit),
      isPrevious: true,
      hasResults: start > 0,
    },
    next: {
      value: 0,
      offset: start + limit,
      isPrevious: false,
      hasResults: items.length > start + limit,
    },
  };
}

/**
 * A page of a list in the order of falling scores: the cursor is the score of
 * the page's first item and its place among those of the same score, so that
 * what arrives above does not move the page.
 */
export function scorePage<T>(
  scored: readonly { score: number; item: T }[],
  limit: number,
  cursor?: Cursor,
): Page<T> {
  const length = scored.length;
  const positionOf = (score: number) => firstAtOrBelow(scored, score);
  const edge = cursor?.isPrevious ? length : 0;
  const base = cursor?.value ? positionOf(cursor.value) : edge;
  const position = base + (cursor?.offset ?? 0);
  const low = cursor?.isPrevious
    ? Math.max(Math.min(position, length) - limit, 0)
    : Math.min(Math.max(position, 0), length);
  const high = cursor?.isPrevious
    ? Math.min(position, length)
    : Math.min(low + limit, length);
  const scoreAt = (index: number) =>
    length === 0 ? 0 : scored[Math.min(index, length - 1)].score;
  const previousScore = scoreAt(low);
  const nextScore = scoreAt(high);
  return {
    items: scored.slice(low, high).map(entry => entry.item),
    previous: {
      value: previousScore,
      offset: low - positionOf(previousScore),
      isPrevious: true,
      hasResults: low > 0,
    },
    next: {
      value: nextScore,
      offset: high - positionOf(nextScore),
      isPrevious: false,
      hasResults: high < length,
    },
  };
}

/** The page of a list in a fixed order that the request asks for. */
export function answerPage<T>(
  request: ApiRequest,
  context: Pick<ApiContext, 'baseUrl'>,
  items: readonly T[],
  serialize: (item: T) => unknown,
): ApiAnswer {
  const page = offsetPage(
    items,
    readPerPage(request.query),
    readCursor(request.query),
  );
  return {
    body: page.items.map(serialize),
    headers: linkHeader(request, context, page),
  };
}

/** Sentry's Link header: both directions always, the URL with `?&` where it has no other query. */
export function linkHeader(
  request: ApiRequest,
  context: Pick<ApiContext, 'baseUrl'>,
  page: Page<unknown>,
): Record<string, string> {
  const others = new URLSearchParams(request.query);
  others.delete('cursor');
  const base = `${context.baseUrl}${request.path}?${others}`;
  const link = (cursor: Page<unknown>['next'], rel: string) => {
    const text = `${cursor.value}:${cursor.offset}:${cursor.isPrevious ? 1 : 0}`;
    return `<${base}&cursor=${text}>; rel="${rel}"; results="${cursor.hasResults}"; cursor="${text}"`;
  };
  return {
    Link: `${link(page.previous, 'previous')}, ${link(page.next, 'next')}`,
  };
}

function firstAtOrBelow(
  scored: readonly { score: number }[],
  score: number,
): number {
  let low = 0;
  let high = scored.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scored[middle].score > score) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
