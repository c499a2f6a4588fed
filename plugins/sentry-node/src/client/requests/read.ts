import type { z } from 'zod';
import { compact } from '../../mapping/fields';
import { SentryProblemError } from '../../problems';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryPage } from '../types';

// `<` is left out of what is between, or a header of these alone would take its length squared.
const LINK = /<[^<>]*>((?:\s*;\s*[A-Za-z*]+="[^"]*")*)/g;
/** Sentry's are of digits and colons, GlitchTip's base64; what is like neither is none. */
const CURSOR = /^[\w:=+/.%-]{1,500}$/;
const PARAMETER = /;\s*([A-Za-z*]+)="([^"]*)"/g;

/**
 * The cursor of the next page, from a `Link` header.
 *
 * Sentry names a next page even after the last one, and marks it with
 * `results="false"`. The URL in the header is not looked at: its host can differ
 * from the one that was asked, and the token must not follow it there. GlitchTip
 * writes the header as Python prints a set, which this reads as well.
 */
export function nextCursor(header: string | null): string | undefined {
  for (const [, parameters] of (header ?? '').matchAll(LINK)) {
    const link = Object.fromEntries(
      [...parameters.matchAll(PARAMETER)].map(([, name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    );
    if (link.rel === 'next' && link.results === 'true') {
      return CURSOR.test(link.cursor ?? '') ? link.cursor : undefined;
    }
  }
  return undefined;
}

/** Pages hold 100; the environments of a project come all at once. */
const MAX_ITEMS = 1_000;

/**
 * Reads a page of a list. An item that can't be read is left out, so that one
 * odd issue does not hide the others: where there are none, it is no list of them.
 *
 * @param keyOf - what an item is known by: one that comes twice counts once
 */
export function readList<T>(
  { body, headers, redact }: SentryHttpAnswer,
  schema: z.ZodType<T>,
  keyOf?: (item: T) => string,
): SentryPage<T> {
  if (!Array.isArray(body)) {
    throw anotherShape('a list');
  }
  const readable = body
    .slice(0, MAX_ITEMS)
    .map(item => schema.safeParse(item))
    .flatMap(({ success, data }) => (success ? [data] : []));
  if (body.length > 0 && readable.length === 0) {
    throw anotherShape('a list that can be read');
  }
  const items = keyOf
    ? [...new Map(readable.map(item => [keyOf(item), item])).values()]
    : readable;
  return redact(
    compact({
      items,
      nextCursor: nextCursor(headers.get('link')),
      hits: readCount(headers, 'x-hits'),
      maxHits: readCount(headers, 'x-max-hits'),
    }),
  );
}

/** The items of a list, page by page. */
export async function* itemsOf<T>(
  fetchPage: (cursor?: string) => Promise<SentryPage<T>>,
  mostPages: number,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, nextCursor: next } = await fetchPage(cursor);
    yield* items;
    if (next === undefined || next === cursor) {
      return;
    }
    cursor = next;
  }
}

/** The items of a list as far as its pages are read, and whether there are more. */
export async function readPages<T>(
  fetchPage: (cursor?: string) => Promise<SentryPage<T>>,
  mostPages: number,
): Promise<{ items: T[]; isCut: boolean }> {
  let isCut = false;
  const items: T[] = [];
  const pages = itemsOf(async cursor => {
    const page = await fetchPage(cursor);
    isCut = page.nextCursor !== undefined && page.nextCursor !== cursor;
    return page;
  }, mostPages);
  for await (const item of pages) {
    items.push(item);
  }
  return { items, isCut };
}

/**
 * Reads one thing.
 *
 * @throws SentryProblemError `UPSTREAM_UNEXPECTED` where the answer is something else
 */
export function readOne<T>(
  answer: SentryHttpAnswer,
  schema: z.ZodType<T>,
  expected: string,
): T {
  const found = readIf(answer, schema);
  if (found === undefined) {
    throw anotherShape(expected);
  }
  return found;
}

/** The same of what not every server has: `undefined` where the answer is something else. */
export function readIf<T>(
  { body, redact }: SentryHttpAnswer,
  schema: z.ZodType<T>,
): T | undefined {
  return redact(schema.safeParse(body).data);
}

/** Sentry answered JSON, but not what was asked for. */
export function anotherShape(expected: string): SentryProblemError {
  return new SentryProblemError({
    code: 'UPSTREAM_UNEXPECTED',
    message: `Sentry returned something other than ${expected}.`,
    action:
      'Ask your platform team to check that `baseUrl` is the address of a Sentry server, and to update the Sentry plugins.',
  });
}

function readCount(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  // More digits than a number holds would come back as null from JSON.
  return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
