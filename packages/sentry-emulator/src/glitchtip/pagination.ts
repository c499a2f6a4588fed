import { requireInteger, unprocessable } from './errors';
import type { Cursor, Page } from '../webApi/pagination';
import type { ApiContext, ApiRequest } from '../webApi/types';

const defaultLimit = 50;
const maxLimit = 100;
const maxHits = 1000;

export function readLimit(query: URLSearchParams): number {
  const text = query.get('limit');
  return text === null
    ? defaultLimit
    : Math.min(Math.max(requireInteger(text, ['query', 'limit']), 1), maxLimit);
}

/** Base64 of `o` (offset), `r` (reverse) and `p` (position). */
export function readCursor(query: URLSearchParams): Cursor | undefined {
  const text = query.get('cursor');
  if (!text) {
    return undefined;
  }
  const parts = new URLSearchParams(Buffer.from(text, 'base64').toString());
  const value = Number(parts.get('p') ?? NaN);
  const offset = Number(parts.get('o') ?? NaN);
  if (Number.isNaN(value) || Number.isNaN(offset)) {
    throw unprocessable(['query', 'cursor'], 'value_error', 'Invalid cursor');
  }
  return { value, offset, isPrevious: parts.get('r') === '1' };
}

/**
 * The headers of a list. GlitchTip 5 writes its Link header the way Python shows
 * a set of one text, and names a cursor only where there is something to find.
 */
export function pageHeaders(
  request: ApiRequest,
  context: Pick<ApiContext, 'baseUrl'>,
  page: Page<unknown>,
  hits: number,
): Record<string, string> {
  const link = (cursor: Page<unknown>['next'], rel: string) => {
    const query = new URLSearchParams(request.query);
    query.delete('cursor');
    const text = cursor.hasResults ? encodeCursor(cursor) : undefined;
    if (text !== undefined) {
      query.set('cursor', text);
    }
    const search = query.size > 0 ? `?${query}` : '';
    const url = `<${context.baseUrl}${request.path}${search}>`;
    return text === undefined
      ? `${url}; rel="${rel}"; results="false"`
      : `${url}; rel="${rel}"; results="true"; cursor="${text}"`;
  };
  return {
    Link: `{'${link(page.previous, 'previous')}, ${link(page.next, 'next')}'}`,
    'X-Hits': String(Math.min(hits, maxHits)),
    'X-Max-Hits': String(maxHits),
  };
}

function encodeCursor({ value, offset, isPrevious }: Cursor): string {
  const parts = new URLSearchParams({
    o: String(offset),
    r: isPrevious ? '1' : '0',
    p: String(value),
  });
  return Buffer.from(parts.toString()).toString('base64');
}
