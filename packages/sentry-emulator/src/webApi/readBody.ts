import { z } from 'zod';
import { SentryApiError } from './errors';

// Bodies are checked as Django REST Framework does it: each wrong field with the list of
// what is wrong with it.

/** A text that has to be there. */
export function requiredText(maxLength: number = Infinity) {
  return z
    .string({
      error: ({ input }) =>
        input === undefined ? 'This field is required.' : 'Not a valid string.',
    })
    .trim()
    .min(1, 'This field may not be blank.')
    .max(
      maxLength,
      `Ensure this field has no more than ${maxLength} characters.`,
    );
}

/** A text that may be left out, null or blank: all three read as undefined. */
export function optionalText(maxLength?: number) {
  return z
    .preprocess(
      value => (value === null || value === '' ? undefined : value),
      requiredText(maxLength).optional(),
    )
    .optional();
}

/** A date that may be left out or null, in milliseconds since 1970. */
export const optionalDate = z
  .preprocess(
    value => (typeof value === 'string' ? Date.parse(value) : value),
    z
      .number({ error: 'Datetime has wrong format.' })
      .nullish()
      .transform(value => value ?? undefined),
  )
  .optional();

/**
 * The body as the schema has it.
 *
 * @throws SentryApiError 400 that names the fields
 */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body ?? {});
  if (read.success) {
    return read.data;
  }
  const errors: Record<string, string[]> = {};
  for (const { path, message } of read.error.issues) {
    const field = path.length > 0 ? String(path[0]) : 'non_field_errors';
    errors[field] = [...(errors[field] ?? []), message];
  }
  throw new SentryApiError(400, errors);
}
