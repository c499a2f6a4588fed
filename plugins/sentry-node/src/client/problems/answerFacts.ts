import type { ErrorDetail } from './errorBody';
import { isLoginRequired } from './loginRequired';
import type { Body } from '../http/readBody';
import type { RequestSubject } from './requestSubject';
import type { Redact } from '../../text/withoutSecrets';

/** An answer of Sentry's that is not a success. */
export interface FailedAnswer {
  status: number;
  headers: Headers;
  body: Body;
  /** For the texts that a problem takes over. */
  redact: Redact;
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
export function missingScopes({
  headers,
}: Pick<FailedAnswer, 'headers'>): string[] {
  const challenge = headers.get('www-authenticate') ?? '';
  if (!/error="?insufficient_scope/.test(challenge)) {
    return [];
  }
  const scope = /scope="([^"]*)"/.exec(challenge)?.[1] ?? '';
  return scope.split(/\s+/).filter(name => /^[a-z]+:[a-z]+$/.test(name));
}

/** Whether a list is refused for a project that is out of sight, as far as Sentry tells. */
export function isProjectRefusal(facts: AnswerFacts): boolean {
  const { status, body, subject } = facts;
  return (
    status === 403 &&
    body.kind === 'json' &&
    Boolean(subject.projects?.length) &&
    !missingScopes(facts).length &&
    !isMultiProject(facts) &&
    !isLoginRequired(facts.detail)
  );
}

/** Of a path that it does not know Sentry answers a page; of all else it speaks in JSON. */
export function isNoEndpoint({ status, body }: AnswerFacts): boolean {
  return (status === 404 || status === 405) && body.kind === 'html';
}

/** What sentry.io's gateway says of organizations that it does not know, and some plans say. */
export function isWithoutBody({ status, body }: AnswerFacts): boolean {
  return status === 404 && body.kind === 'empty';
}

/** The order of issues that the server does not know. */
export function unknownSort({ status, detail }: AnswerFacts) {
  return status === 400
    ? /^sort key '(\w{1,40})' not supported/i.exec(detail.text)?.[1]
    : undefined;
}
