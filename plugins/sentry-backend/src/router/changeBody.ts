import { CustomErrorBase, InputError } from '@backstage/errors';
import type {
  SentryCommentBody,
  SentryIssueChange,
  SentryIssuesChange,
} from 'backstage-plugin-sentry-common';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import { isIssueId } from './paths';

const MAX_IDS = 100;
/** A leap year. */
const MAX_MINUTES = 527_040;
const SHOWN = 100;
const ARCHIVED_UNTIL = 'archived_until_condition_met';

const version = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(250, 'has more than 250 characters')
  // eslint-disable-next-line no-control-regex
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'has a control character');

const change = z.strictObject({
  status: oneOf(['resolved', 'unresolved', 'ignored']).optional(),
  resolution: z
    .union(
      [
        z.strictObject({ inNextRelease: z.literal(true) }),
        z.strictObject({ inRelease: version }),
      ],
      'must be `{"inNextRelease": true}` or `{"inRelease": "<version>"}`',
    )
    .optional(),
  substatus: oneOf([
    'archived_until_escalating',
    ARCHIVED_UNTIL,
    'archived_forever',
  ]).optional(),
  until: z
    .string('must be a time in ISO 8601')
    .pipe(
      z.iso.datetime({
        offset: true,
        error: 'must be a time in ISO 8601 with its zone',
      }),
    )
    .refine(isSoon, 'must be in the future, within a year')
    .optional(),
  durationMinutes: z
    .int(`must be a whole number of minutes from 1 to ${MAX_MINUTES}`)
    .min(1, `must be a whole number of minutes from 1 to ${MAX_MINUTES}`)
    .max(
      MAX_MINUTES,
      `must be a whole number of minutes from 1 to ${MAX_MINUTES}`,
    )
    .optional(),
  isReviewed: z.literal(true, 'must be true').optional(),
  assignedTo: z
    .string('must be `user:<id>`, `team:<id>` or null')
    .regex(
      /^(?:user|team):\d{1,20}$/,
      'must be `user:<id>`, `team:<id>` or null',
    )
    .nullable()
    .optional(),
  priority: oneOf(['low', 'medium', 'high']).optional(),
});

const ids = z
  .array(
    z
      .string('must be texts')
      .refine(isIssueId, 'must be numbers of issues or short ids')
      .transform(id => id.toUpperCase()),
    'must be a list of 1 to 100 ids',
  )
  .min(1, 'must be a list of 1 to 100 ids')
  .max(MAX_IDS, 'must be a list of 1 to 100 ids')
  .transform(all => [...new Set(all)]);

const changes = change.extend({ ids });

/** @throws InputError naming the field that is unknown, can't be used or does not fit */
export function readChange(body: unknown): SentryIssueChange {
  const read = parse(change, body);
  checkTogether(read);
  return read;
}

/** The same with the ids of several issues, each once. */
export function readChanges(body: unknown): SentryIssuesChange {
  const read = parse(changes, body);
  const { ids: _, ...rest } = read;
  checkTogether(rest);
  return read;
}

const comment = z.strictObject({
  text: z
    .string('must be a text')
    .trim()
    .min(1, 'is empty')
    .max(4_000, 'has more than 4000 characters')
    .regex(
      // eslint-disable-next-line no-control-regex
      /^[^\u0000-\u0008\u000b-\u001f\u007f]*$/,
      'has a control character',
    ),
});

/** @throws InputError naming the field that is unknown or can't be used */
export function readComment(body: unknown): SentryCommentBody {
  return parse(comment, body);
}

/** @throws InputError where the body is not `{}` */
export function readNothing(body: unknown): void {
  parse(z.strictObject({}), body);
}

function oneOf<const T extends string[]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

function isSoon(until: string): boolean {
  const left = Date.parse(until) - Date.now();
  return left > 0 && left <= MAX_MINUTES * 60_000;
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(spellOut(body));
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  if (issue.code === 'unrecognized_keys') {
    const name = [...issue.path, issue.keys[0]].join('.');
    throw new InputError(`Unknown field \`${name.slice(0, SHOWN)}\``);
  }
  throw new InputError(
    issue.path.length
      ? `Field \`${issue.path.join('.')}\`: ${issue.message}`
      : 'The body must be a JSON object',
  );
}

/** Sentry has one word for what is two fields here. */
function spellOut(body: unknown): unknown {
  return typeof body === 'object' &&
    body !== null &&
    'status' in body &&
    body.status === 'resolvedInNextRelease' &&
    !('resolution' in body)
    ? { ...body, status: 'resolved', resolution: { inNextRelease: true } }
    : body;
}

/** What is right by itself may mean nothing beside the rest. */
function checkTogether(asked: SentryIssueChange): void {
  const { status, resolution, substatus, until, durationMinutes } = asked;
  const times = [until, durationMinutes].filter(time => time !== undefined);
  if (Object.values(asked).every(value => value === undefined)) {
    throw new InputError('The body names nothing to change');
  }
  if (resolution && status !== 'resolved') {
    throw new InputError('Field `resolution`: only with status `resolved`');
  }
  if (substatus && status !== 'ignored') {
    throw new InputError('Field `substatus`: only with status `ignored`');
  }
  if (times.length > 1) {
    throw new InputError('Field `until`: not together with `durationMinutes`');
  }
  if (times.length && substatus !== ARCHIVED_UNTIL) {
    const name = until === undefined ? 'durationMinutes' : 'until';
    throw new InputError(
      `Field \`${name}\`: only with substatus \`${ARCHIVED_UNTIL}\``,
    );
  }
  if (substatus === ARCHIVED_UNTIL && !times.length) {
    throw new InputError(
      'Field `substatus`: say `until` when, or for how many `durationMinutes`',
    );
  }
}

/** In bytes; a hundred ids and a change are a tenth of it. */
const MAX_BODY = 32_768;
const parseJson = express.json({ limit: MAX_BODY, type: () => true });

class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  readonly statusCode = 415;
}

class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/**
 * Reads a body that says it is JSON, and no other: a form of another site can send what it
 * likes, but not that.
 *
 * @throws InputError that does not repeat the body, as the parser's own would; what is too
 *   large is 413, and what is not said to be JSON 415
 */
export async function readJsonBody(
  request: Request,
  response: Response,
): Promise<unknown> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(contentType)) {
    throw new UnsupportedMediaTypeError(
      'Send the change as JSON, with the header Content-Type: application/json',
    );
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: { status?: number }) => {
      if (!error) {
        resolve();
        return;
      }
      reject(
        error.status === 413
          ? new PayloadTooLargeError(`The body has more than ${MAX_BODY} bytes`)
          : new InputError('The body is not JSON'),
      );
    });
  });
  return request.body;
}
