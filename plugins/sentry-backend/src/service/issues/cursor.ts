import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { IssuesFilter, SourcePosition } from './types';

const position = z.strictObject({
  c: z
    .string()
    .regex(/^[\w:=+/.%-]{1,500}$/)
    .optional(),
  o: z.number().int().min(0).max(1_000).optional(),
  d: z.literal(1).optional(),
  h: z.number().int().min(0).optional(),
});

const cursor = z.strictObject({
  v: z.literal(1),
  b: z.string(),
  s: z.record(z.string(), position),
});

/**
 * What a cursor is good for: one entity, one choice of its projects and one
 * filter. It is not signed, because there is nothing to gain by a forged one: projects
 * are always those of the entity that the caller was let in to.
 */
export function cursorBinding(
  entityRef: string,
  wanted: string[] | undefined,
  filter: IssuesFilter,
): string {
  return createHash('sha256')
    .update(JSON.stringify([entityRef, wanted ?? [], Object.entries(filter)]))
    .digest('base64url')
    .slice(0, 16);
}

/** Writes where each source, by its id, was left; none for those at their start. */
export function writeCursor(
  binding: string,
  positions: Map<string, SourcePosition>,
): string {
  const sources = [...positions].flatMap(
    ([id, { cursor: c, offset, done, hits }]) =>
      c === undefined && offset === 0 && !done
        ? []
        : [
            [
              id,
              {
                ...(c !== undefined && { c }),
                ...(offset > 0 && { o: offset }),
                // What is not done will tell again how many there are.
                ...(done && { d: 1, h: hits }),
              },
            ],
          ],
  );
  return Buffer.from(
    JSON.stringify({ v: 1, b: binding, s: Object.fromEntries(sources) }),
  ).toString('base64url');
}

/**
 * @returns where each source was left, by its id
 * @throws InputError where the cursor is malformed or belongs to another list
 */
export function readCursor(
  value: string,
  binding: string,
): Map<string, SourcePosition> {
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
    Object.entries(parsed.data.s).map(([id, { c, o, d, h }]) => [
      id,
      {
        ...(c !== undefined && { cursor: c }),
        offset: o ?? 0,
        done: d === 1,
        ...(h !== undefined && { hits: h }),
      },
    ]),
  );
}

function decode(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
