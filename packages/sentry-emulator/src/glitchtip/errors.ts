import { SentryApiError } from '../webApi/errors';
import { sendJson } from '../webApi/send';
import type { Response } from 'express';

/** GlitchTip says the same for every cause. */
const details: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Permission denied',
  404: 'Not Found',
};

/** A parameter or field of the wrong kind: 422, where `detail` is a list. */
export function unprocessable(
  loc: readonly (string | number)[],
  type: string,
  msg: string,
): SentryApiError {
  return new SentryApiError(422, { detail: [{ type, loc, msg }] });
}

export function requireInteger(
  text: string,
  loc: readonly (string | number)[],
): number {
  if (!/^[+-]?\d+$/.test(text)) {
    throw unprocessable(
      loc,
      'int_parsing',
      'Input should be a valid integer, unable to parse string as an integer',
    );
  }
  return Number(text);
}

export function requireChoice(
  text: string,
  choices: readonly string[],
  loc: readonly (string | number)[],
): string {
  if (!choices.includes(text)) {
    const quoted = choices.map(choice => `'${choice}'`);
    throw unprocessable(
      loc,
      'literal_error',
      `Input should be ${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`,
    );
  }
  return text;
}

/** Says what Sentry would refuse in GlitchTip's few words. */
export function sendRefusal(res: Response, error: SentryApiError): void {
  if (error.status === 405) {
    res.status(405).type('html').end('Method not allowed');
    return;
  }
  const detail = details[error.status];
  sendJson(res, error.status, detail ? { detail } : error.body);
}

/** The whole window is waited for, which is never too short. */
export function sendTooManyRequests(
  res: Response,
  limit: { windowSeconds: number },
): void {
  res.set('Retry-After', String(Math.ceil(limit.windowSeconds)));
  sendJson(res, 429, { message: 'Please retry later' });
}
