import type { ErrorDetail } from './errorBody';
import type { Body } from './readBody';
import type { RequestSubject } from './requestSubject';

/** An answer of Sentry's that is not a success. */
export interface FailedAnswer {
  status: number;
  headers: Headers;
  body: Body;
  /** Milliseconds since 1970, to turn times in headers into waits. */
  now: number;
}

/** What the rows of the problem table look at. */
export interface AnswerFacts extends FailedAnswer {
  detail: ErrorDetail;
  subject: RequestSubject;
}

const MULTI_PROJECT =
  /multi project stream|view events from multiple projects/i;

/** Whether the organization's plan has no view over several projects. */
export function isMultiProject({ status, detail }: AnswerFacts): boolean {
  return (status === 400 || status === 403) && MULTI_PROJECT.test(detail.text);
}

/** The scopes of which one would have sufficed, where Sentry names them. */
export function missingScopes({ headers }: AnswerFacts): string[] {
  const challenge = headers.get('www-authenticate') ?? '';
  if (!/error="?insufficient_scope/.test(challenge)) {
    return [];
  }
  const scope = /scope="([^"]*)"/.exec(challenge)?.[1] ?? '';
  return scope.split(/\s+/).filter(name => /^[a-z]+:[a-z]+$/.test(name));
}
