import type { Response, Request } from 'express';
import { z } from 'zod';

/** An answer of Sentry's that is no success. */
export class SentryApiError extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    super(`Sentry answers ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  static badRequest(detail: string): SentryApiError {
    return new SentryApiError(400, { detail });
  }

  static unauthorized(detail: string): SentryApiError {
    return new SentryApiError(401, { detail });
  }

  static forbidden(headers?: Record<string, string>): SentryApiError {
    return new SentryApiError(
      403,
      { detail: 'You do not have permission to perform this action.' },
      headers,
    );
  }

  static notFound(
    detail = 'The requested resource does not exist',
  ): SentryApiError {
    return new SentryApiError(404, { detail });
  }
}

/** Sentry names no charset with its JSON. Without a body there is not even a type. */
export function sendJson(res: Response, status: number, body: unknown): void {
  if (status === 204 || body === undefined) {
    res.writeHead(status);
    res.end();
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  res.end(text);
}

/** Promises the whole answer, sends half of it and hangs up. */
export function sendTruncated(
  res: Response,
  status: number,
  body: unknown,
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(text.slice(0, Math.max(1, Math.floor(text.length / 2))));
}

/** What answers in place of Sentry where the address is wrong, or a gateway fails. */
export function sendHtml(res: Response, status: number, title: string): void {
  res
    .status(status)
    .type('html')
    .end(
      `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    );
}

/** Sentry's rate limiter writes JSON and calls it HTML. */
export function sendTooManyRequests(
  res: Response,
  limit: { limit: number; windowSeconds: number },
): void {
  res.writeHead(429, { 'Content-Type': 'text/html; charset=utf-8' });
  res.end(
    JSON.stringify({
      detail: `You are attempting to use this endpoint too frequently. Limit is ${limit.limit} requests in ${limit.windowSeconds} seconds`,
    }),
  );
}

// Bodies are checked as Django REST Framework does it: each wrong field with the list of
// what is wrong with it.

/** What is wrong with a field that is missing, or that has another type. */
export function wrongType(message?: string) {
  return {
    error: ({ input }: { input?: unknown }) =>
      input === undefined ? 'This field is required.' : message,
  };
}

/** A text that has to be there. */
export function requiredText(maxLength: number = Infinity) {
  return z
    .string(wrongType('Not a valid string.'))
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

/** A slug, under the same conditions. */
export function optionalSlug(maxLength: number) {
  return optionalText(maxLength).refine(
    slug =>
      slug === undefined || (/^[a-z0-9_-]+$/.test(slug) && !/^\d+$/.test(slug)),
    'Enter a valid slug consisting of lowercase letters, numbers, underscores or hyphens. It cannot be entirely numeric.',
  );
}

/** A text of a list. */
export function choice(values: readonly string[]) {
  return z.string(wrongType()).refine(value => values.includes(value), {
    error: ({ input }) => `"${input}" is not a valid choice.`,
  });
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

/** Sentry points at a missing slash, and has nothing to say of other unknown paths. */
export function sendUnknownRoute(req: Request, res: Response): void {
  const path = req.originalUrl.split('?', 1)[0];
  if (path.endsWith('/')) {
    res.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end();
    return;
  }
  const hint = `Route not found, did you forget a trailing slash?\n\ntry: ${path}/\n`;
  res.writeHead(404, { 'Content-Type': 'text/plain' });
  res.end(hint);
}
