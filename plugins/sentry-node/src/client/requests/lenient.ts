import { z } from 'zod';

/*
 * Lenient on purpose: servers of several ages and kinds answer here. A field of
 * another type than expected counts as absent, an unknown one is dropped, and
 * only what can't be named without its id is refused.
 */

export const text = z.string().nullish().catch(undefined);
export const flag = z.boolean().nullish().catch(undefined);
export const amount = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(undefined);

/** An id or the like, which some servers write as a number. */
export const word = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String);
export const maybeWord = word.nullish().catch(undefined);

export function maybe<T>(schema: z.ZodType<T>) {
  return schema.nullish().catch(undefined);
}

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
