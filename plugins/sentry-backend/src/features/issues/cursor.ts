import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import type { IssuesFilter, ScopePosition } from './types';

/** What fits into a URL beside everything else, at servers of any kind. */
export const MAX_CURSOR_LENGTH = 8_000;

const position = z.strictObject({
  c: z
    .string()
    .regex(/^[\w:=+/.%-]{1,500}$/)
    .optional(),
  o: z.number().int().min(0).max(1_000).optional(),
  i: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  r: z.number().optional(),
  d: z.literal(1).optional(),
  h: z.number().int().min(0).optional(),
});

const cursor = z.strictObject({
  v: z.literal(2),
  b: z.string(),
  s: z.record(z.string(), position),
});

/**
 * What a cursor is valid for: one entity, one choice of its projects and one
 * filter. It is not signed, because a forged one gains nothing: projects
 * are always those of the entity that the caller is authorized for.
 */
export function cursorBinding(
  entityRef: string,
  wanted: string[] | undefined,
  filter: IssuesFilter,
): string {
  return shortHash(
    JSON.stringify([entityRef, wanted ?? [], Object.entries(filter)]),
    16,
  );
}

/** Stands for a scope in cursors: its id may be long, and there may be many. */
export function scopeTag(sourceId: string): string {
  return shortHash(sourceId, 8);
}

/**
 * Writes where each scope, by its tag, was left; none for those at their start.
 *
 * @returns `undefined` where that is more than a cursor can hold
 */
export function writeCursor(
  binding: string,
  positions: Map<string, ScopePosition>,
): string | undefined {
  const scopes = [...positions].flatMap(([tag, left]) => {
    const { cursor: c, offset, last, done, hits } = left;
    return c === undefined && offset === 0 && !done
      ? []
      : [
          [
            tag,
            {
              ...(c !== undefined && { c }),
              ...(offset > 0 && { o: offset }),
              ...(last && { i: last.id, r: last.rank }),
              // What is not done will count again.
              ...(done && { d: 1, h: hits }),
            },
          ],
        ];
  });
  const written = Buffer.from(
    JSON.stringify({ v: 2, b: binding, s: Object.fromEntries(scopes) }),
  ).toString('base64url');
  return written.length <= MAX_CURSOR_LENGTH ? written : undefined;
}

/** A list over so many organizations that no cursor can hold its place in all of them. */
export function endOfCursors(scopes: number): SentryProblem {
  return {
    code: 'QUERY_INVALID',
    message: `This list goes over ${scopes} Sentry organizations and projects, too many to go on with after this page.`,
    action: 'Choose some of the projects in the filter, or a shorter period.',
  };
}

/**
 * @returns where each scope was left, by its tag
 * @throws InputError where the cursor is malformed or belongs to another list
 */
export function readCursor(
  value: string,
  binding: string,
): Map<string, ScopePosition> {
  const parsed = cursor.safeParse(decode(value));
  if (!parsed.success) {
    throw new InputError(
      'Query parameter `cursor`: is not a cursor of this list',
    );
  }
  if (parsed.data.b !== binding) {
    throw new InputError(
      'Query parameter `cursor`: belongs to another entity or to other filters',
    );
  }
  return new Map(
    Object.entries(parsed.data.s).map(([tag, { c, o, i, r, d, h }]) => [
      tag,
      {
        ...(c !== undefined && { cursor: c }),
        offset: o ?? 0,
        ...(i !== undefined && r !== undefined && { last: { id: i, rank: r } }),
        done: d === 1,
        ...(h !== undefined && { hits: h }),
      },
    ]),
  );
}

function shortHash(text: string, length: number): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, length);
}

function decode(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
