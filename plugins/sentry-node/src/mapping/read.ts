import { z } from 'zod';
import { tidyName, tidyText } from '../text/mask';

/*
 * What comes from Sentry can be anything: SDKs of any age send it, and anybody with a
 * DSN. These read it without ever throwing; what is of another kind is absent.
 */

/** Of an address or a path that is read, in characters. */
const MAX_ADDRESS = 4_000;

export type Fields = Record<string, unknown>;

/** The fields of an object; none for anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // Its keys are strings; what they hold is read by these functions, too.
      (value as Fields)
    : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text as it is, for what is compared and not shown; numbers too. */
export function plainOf(value: unknown): string | undefined {
  const text =
    typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : value;
  return typeof text === 'string' && text.trim() ? text : undefined;
}

/** Free text that may be shown: bounded, without e-mail addresses and credentials. */
export function textOf(value: unknown, max?: number): string | undefined {
  return tidyText(plainOf(value), max);
}

/** What may be shown of a field that holds a version, an id, a name, a file or a host: as it is, bounded. */
export function nameOf(value: unknown, max?: number): string | undefined {
  return tidyName(plainOf(value), max);
}

/** A number that counts something: a line, an event. */
export function countOf(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^\d{1,15}$/.test(value)
      ? Number(value)
      : value;
  return typeof number === 'number' &&
    Number.isSafeInteger(number) &&
    number >= 0
    ? number
    : undefined;
}

/** The number of a line or a column, which count from 1: some SDKs send 0 for none. */
export function lineOf(value: unknown): number | undefined {
  return countOf(value) || undefined;
}

export function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Ids of events, with or without dashes. */
export function eventIdOf(value: unknown): string | undefined {
  const id = plainOf(value)?.replaceAll('-', '').toLowerCase();
  return id && /^[0-9a-f]{32}$/.test(id) ? id : undefined;
}

/** Headers, parameters and the like: pairs in a list, or the fields of an object. */
export function pairsOf(value: unknown): [name: string, value: unknown][] {
  if (!Array.isArray(value)) {
    return Object.entries(fieldsOf(value));
  }
  return value.flatMap((pair: unknown): [string, unknown][] => {
    const [name, of] = listOf(pair);
    return typeof name === 'string' ? [[name, of]] : [];
  });
}

/** An address without credentials, secrets and fragment; a text if it is none. */
export function addressOf(value: unknown): string | undefined {
  return textOf(
    plainOf(value)?.slice(0, MAX_ADDRESS).replace(/#.*$/s, '').trim(),
    1_000,
  );
}

/** The path of a file or the address of a script, without login, query and fragment. */
export function pathOf(value: unknown): string | undefined {
  const path = plainOf(value)
    ?.trimStart()
    .slice(0, MAX_ADDRESS)
    .replace(/^([a-z][a-z\d+.-]{0,20}:\/\/)[^/?#]*@/i, '$1')
    .replace(/[?#].*$/s, '');
  return nameOf(path, 500);
}

/** Where content came from; of what holds itself, such as `data:`, the scheme alone. */
export function contentAddressOf(value: unknown): string | undefined {
  const address = pathOf(value);
  const [scheme] =
    /^(data|blob|filesystem|javascript)(?=:)/i.exec(address ?? '') ?? [];
  return scheme?.toLowerCase() ?? address;
}

/*
 * Lenient on purpose: servers of several ages and kinds answer here. A field of
 * another type than expected counts as absent, an unknown one is dropped, and
 * only what can't be named without its id is refused.
 */

export function maybe<T>(schema: z.ZodType<T>) {
  return schema.optional().catch(undefined);
}

export const text = maybe(z.string());
export const flag = maybe(z.boolean());
export const amount = maybe(z.union([z.string(), z.number()]));

/** An id or the like, which some servers write as a number. */
export const word = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String);
export const maybeWord = maybe(word);

/** The first so many; an item that can't be read is left out. */
export function maybeList<T>(item: z.ZodType<T>, max: number) {
  return maybe(
    z
      .array(z.unknown())
      .transform(all =>
        all.slice(0, max).flatMap(one => item.safeParse(one).data ?? []),
      ),
  );
}
