import { requireInteger, unprocessable } from './scope';
import type { ApiAnswer, ApiContext, ApiRequest } from '../webApi/types';

const defaultLimit = 50;
const maxLimit = 100;
const maxOffset = 100;
const maxHits = 1000;

/** The rank by which a list is ordered, the greatest first; names are ranks as well. */
type Rank = number | string;

interface Cursor {
  /** How many of those right behind the position are left out; 100 at most. */
  offset: number;
  isReverse: boolean;
  position?: string;
}

/**
 * A page of a list, as GlitchTip makes them. A cursor is the rank of the last item that has
 * one of its own, and a number of items to leave out behind it. That number ends at 100, so
 * that among more items of one rank a page comes again and again.
 *
 * Its `limit` is 50 by default and 100 at most; `per_page` is ignored.
 *
 * @param items - in their order
 * @param compare - how two ranks come after each other in that order
 */
export function answerPage<T>(
  request: ApiRequest,
  context: Pick<ApiContext, 'baseUrl'>,
  list: {
    items: readonly T[];
    rankOf: (item: T) => Rank;
    compare: (a: string, b: string) => number;
    serialize: (item: T) => unknown;
  },
): ApiAnswer {
  const { items, rankOf, compare, serialize } = list;
  const limit = readLimit(request.query);
  const cursor = readCursor(request.query);
  const positionOf = (item: T) => String(rankOf(item));
  const { position, offset, isReverse } = cursor;
  const left = items.filter(
    item =>
      position === undefined ||
      compare(position, positionOf(item)) * (isReverse ? -1 : 1) < 0,
  );
  const from = isReverse ? Math.max(left.length - limit, 0) : offset;
  const page = left.slice(from, from + limit);
  const following = left.at(from + limit);
  const hasPrevious = isReverse
    ? from > 0
    : position !== undefined || offset > 0;
  const next =
    following === undefined
      ? undefined
      : nextCursor(page.map(positionOf), positionOf(following), {
          cursor,
          limit,
          hasPrevious,
        });
  const previous: Cursor | undefined =
    hasPrevious && page.length
      ? { offset: 0, isReverse: true, position: positionOf(page[0]) }
      : undefined;
  return {
    body: page.map(serialize),
    headers: {
      Link: linkHeader(request, context, { previous, next }),
      'X-Hits': String(Math.min(items.length, maxHits)),
      'X-Max-Hits': String(maxHits),
    },
  };
}

/** A list in which every item has a rank of its own: its place. */
export function answerList<T>(
  request: ApiRequest,
  context: Pick<ApiContext, 'baseUrl'>,
  items: readonly T[],
  serialize: (item: T) => unknown,
): ApiAnswer {
  return answerPage(request, context, {
    items: items.map((item, place) => ({ item, place })),
    rankOf: ({ place }) => place,
    compare: (a, b) => Number(a) - Number(b),
    serialize: ({ item }) => serialize(item),
  });
}

function readLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  return text === null
    ? defaultLimit
    : Math.min(Math.max(requireInteger(text, ['query', 'limit']), 1), maxLimit);
}

/** Base64 of `o` (offset), `r` (reverse) and `p` (position), each if it is there. */
function readCursor(query: URLSearchParams): Cursor {
  const parts = new URLSearchParams(
    Buffer.from(query.get('cursor') ?? '', 'base64').toString(),
  );
  const offset = Number(parts.get('o') ?? 0);
  if (Number.isNaN(offset)) {
    throw unprocessable(['query', 'cursor'], 'value_error', 'Invalid cursor');
  }
  return {
    offset: Math.min(Math.max(offset, 0), maxOffset),
    isReverse: parts.get('r') === '1',
    position: parts.get('p') ?? undefined,
  };
}

function nextCursor(
  page: string[],
  following: string,
  options: { cursor: Cursor; limit: number; hasPrevious: boolean },
): Cursor {
  const { cursor, limit, hasPrevious } = options;
  const unique = page.findLast(position => position !== following);
  if (unique !== undefined) {
    const offset = page.length - 1 - page.lastIndexOf(unique);
    return { offset, isReverse: false, position: unique };
  }
  return hasPrevious
    ? {
        offset: cursor.offset + limit,
        isReverse: false,
        position: cursor.position,
      }
    : { offset: limit, isReverse: false };
}

/**
 * GlitchTip 5 writes its Link header the way Python shows a set of one text, and names a
 * cursor only where there is something to find.
 */
function linkHeader(
  request: ApiRequest,
  context: Pick<ApiContext, 'baseUrl'>,
  cursors: { previous?: Cursor; next?: Cursor },
): string {
  const link = (cursor: Cursor | undefined, rel: string) => {
    const query = new URLSearchParams(request.query);
    query.delete('cursor');
    const text = cursor && encodeCursor(cursor);
    if (text !== undefined) {
      query.set('cursor', text);
    }
    const search = query.size > 0 ? `?${query}` : '';
    const url = `<${context.baseUrl}${request.path}${search}>`;
    return text === undefined
      ? `${url}; rel="${rel}"; results="false"`
      : `${url}; rel="${rel}"; results="true"; cursor="${text}"`;
  };
  return `{'${link(cursors.previous, 'previous')}, ${link(cursors.next, 'next')}'}`;
}

function encodeCursor({ offset, isReverse, position }: Cursor): string {
  const parts = new URLSearchParams({
    ...(offset > 0 && { o: String(offset) }),
    ...(isReverse && { r: '1' }),
    ...(position !== undefined && { p: position }),
  });
  return Buffer.from(parts.toString()).toString('base64');
}
