import { z } from 'zod';
import { SentryApiError } from '../http';

const integer = z.coerce.number<number | string>().int().nonnegative();

/** The fields of a change that the emulator supports. */
const updateSchema = z.object({
  status: z
    .enum([
      'resolved',
      'unresolved',
      'ignored',
      'resolvedInNextRelease',
      'muted',
    ])
    .optional(),
  statusDetails: z
    .object({
      inNextRelease: z.boolean().optional(),
      inRelease: z.string().optional(),
      inCommit: z
        .object({ commit: z.string(), repository: z.string() })
        .optional(),
      ignoreDuration: integer.optional(),
      ignoreCount: integer.optional(),
      ignoreWindow: integer.optional(),
      ignoreUserCount: integer.optional(),
      ignoreUserWindow: integer.optional(),
    })
    .optional(),
  substatus: z
    .enum([
      'archived_until_escalating',
      'archived_until_condition_met',
      'archived_forever',
      'ongoing',
      'new',
      'escalating',
      'regressed',
    ])
    .nullish(),
  assignedTo: z.string().optional(),
  priority: z.enum(['low', 'medium', 'high']).optional(),
  inbox: z.boolean().optional(),
  hasSeen: z.boolean().optional(),
  isBookmarked: z.boolean().optional(),
  isSubscribed: z.boolean().optional(),
  isPublic: z.boolean().optional(),
});

export type IssueUpdate = z.infer<typeof updateSchema>;
export type StatusDetails = NonNullable<IssueUpdate['statusDetails']>;

/** @throws SentryApiError */
export function parseUpdate(body: unknown): IssueUpdate {
  const parsed = updateSchema.safeParse(body ?? {});
  if (!parsed.success) {
    throw new SentryApiError(400, fieldErrors(parsed.error, body));
  }
  return parsed.data;
}

type FieldErrors = { [field: string]: string[] | FieldErrors };

/** What is wrong with each field, in the words of Django REST Framework. */
function fieldErrors(error: z.ZodError, body: unknown): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String);
    const message = messageOf(issue, valueAt(body, path));
    setAt(errors, path.length > 0 ? path : ['nonFieldErrors'], [message]);
  }
  return errors;
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_value') {
    return `"${String(value)}" is not a valid choice.`;
  }
  if (issue.code === 'too_small') {
    return `Ensure this value is greater than or equal to ${issue.minimum}.`;
  }
  if (value === undefined) {
    return 'This field is required.';
  }
  if (value === null) {
    return 'This field may not be null.';
  }
  switch (issue.code === 'invalid_type' ? issue.expected : undefined) {
    case 'number':
    case 'int':
      return 'A valid integer is required.';
    case 'boolean':
      return 'Must be a valid boolean.';
    case 'string':
      return 'Not a valid string.';
    default:
      return `Invalid data. Expected a dictionary, but got ${typeof value}.`;
  }
}

function valueAt(body: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? new Map(Object.entries(value)).get(key)
        : undefined,
    body,
  );
}

function setAt(errors: FieldErrors, path: string[], value: string[]): void {
  const [field, ...rest] = path;
  if (rest.length === 0) {
    errors[field] = value;
    return;
  }
  const known = errors[field];
  const nested = known && !Array.isArray(known) ? known : {};
  setAt(nested, rest, value);
  errors[field] = nested;
}
