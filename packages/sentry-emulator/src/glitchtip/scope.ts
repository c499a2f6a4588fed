import { SentryApiError, sendHtml, sendJson } from '../webApi/http';
import type { Request, Response } from 'express';
import { requireToken, seesProject } from '../webApi/auth';
import type { Issue } from '../store/Issue';
import type { ApiContext, ApiRequest } from '../webApi/types';

/** GlitchTip says the same for every cause. */
const details: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Permission denied',
  404: 'Not Found',
};

/**
 * Paths that belong to the web application, wherever in an address they are: what the API
 * does not know of them is answered with its page, be the token good or not.
 */
const WEB_APPLICATION =
  /\/(?:issues|settings|performance|projects|releases|uptime-monitors)/;

/** A parameter or field of the wrong kind: 422, where `detail` is a list. */
export function unprocessable(
  loc: readonly (string | number)[],
  type: string,
  msg: string,
  ctx?: Record<string, string>,
): SentryApiError {
  return new SentryApiError(422, {
    detail: [{ type, loc, msg, ...(ctx && { ctx }) }],
  });
}

/** What GlitchTip does not foresee ends in a page that says so. */
export function serverFault(): SentryApiError {
  return new SentryApiError(500, undefined);
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
    const expected = `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
    throw unprocessable(loc, 'literal_error', `Input should be ${expected}`, {
      expected,
    });
  }
  return text;
}

/** Says what Sentry would refuse in GlitchTip's few words. */
export function sendRefusal(res: Response, error: SentryApiError): void {
  if (error.status === 405) {
    res.status(405).type('html').end('Method not allowed');
    return;
  }
  if (error.status === 500) {
    sendHtml(res, 500, 'Server Error (500)');
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

export function sendUnknownRoute(req: Request, res: Response): void {
  if (!WEB_APPLICATION.test(req.originalUrl.split('?', 1)[0])) {
    sendHtml(res, 404, 'Not Found');
  } else if (req.method === 'GET') {
    sendHtml(res, 200, 'GlitchTip');
  } else {
    sendHtml(res, 403, 'Forbidden');
  }
}

/** The issue of the path, by number alone, in any organization of the token's. */
export function findIssue(
  { params, token }: ApiRequest,
  { store, directory }: ApiContext,
): Issue {
  const caller = requireToken(token);
  const issue = store.issue(params.issue);
  const home = issue && directory.findProject(issue.project.id)?.organization;
  if (
    !issue ||
    !home ||
    !caller.organizations.includes(home.slug) ||
    !seesProject(caller, issue.project)
  ) {
    throw SentryApiError.notFound();
  }
  return issue;
}

const unitMs: Record<string, number> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `start` and `end`, each on its own, are about when an issue was first seen. */
export function readFirstSeen(
  query: URLSearchParams,
  now: number,
): (issue: Issue) => boolean {
  const from = readTime(query, 'start', now) ?? -Infinity;
  const to = readTime(query, 'end', now) ?? Infinity;
  return ({ timeline }) =>
    timeline.first.timestamp >= from && timeline.first.timestamp <= to;
}

/** ISO 8601, UTC where it names no zone, or `now` and `now-1h`. */
function readTime(
  query: URLSearchParams,
  name: 'start' | 'end',
  now: number,
): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') {
    return undefined;
  }
  const relative = /^now(?:-(\d+)([mhd]))?$/.exec(text);
  if (relative) {
    const [, length = '0', unit = 'm'] = relative;
    return now - Number(length) * unitMs[unit];
  }
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T');
  const time = Date.parse(zoned ? text : `${text}Z`);
  if (Number.isNaN(time)) {
    throw unprocessable(
      ['query', 'filters', name],
      'datetime_from_date_parsing',
      'Input should be a valid datetime or date',
    );
  }
  return time;
}
