import { safeText } from '../../text/mask';
import type { SentryCredentials } from '../../credentials/types';
import type { SentryProjectKey } from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import type { Body } from '../../http';
import type { Redact } from '../../text/withoutSecrets';

/** Names as a message shows them. */
export function nameAll(names: string[]): string {
  return names.map(name => `\`${safeText(name)}\``).join(', ');
}

/** What a request is about, as its problems name it. Holds no secret. */
export interface RequestSubject {
  /** Name of the instance in config. */
  instance: string;
  /** Host of the server, with the port where it is unusual. */
  host: string;
  /** The same with the protocol; that of the public address where there is another. */
  origin?: string;
  /** Origin of the server that is asked. */
  askedAt?: string;
  /** Whether the server says which scope is missing, where it is that. */
  namesScopes?: boolean;
  /** Absent where the request is about the server or the token. */
  organization?: string;
  /** Where the token comes from: see `SentryCredentials`. */
  tokenSource?: SentryCredentials['source'];
  /** The one project asked for. */
  project?: string;
  /** Whether the request is to find out if there is that project. */
  sought?: boolean;
  /** The one issue asked about. */
  issue?: string;
  /** The event of it that is asked for. */
  event?: string;
  /** Ids of the projects a list is filtered by. */
  projects?: string[];
  /** The scope that suffices, for servers that don't name the missing one. */
  scope?: string;
  /** The search a list is filtered by. */
  query?: string;
  /** Names of the environments a list is filtered by. */
  environments?: string[];
}

/** Whether it is to change issues: problems of that have other words. */
export function isChange({ scope }: Pick<RequestSubject, 'scope'>): boolean {
  return scope === 'event:write';
}

/** The part of a problem that says which project it belongs to. */
export function projectOf(subject: RequestSubject): Partial<SentryProjectKey> {
  const { instance, organization, projects } = subject;
  const project =
    subject.project ?? (projects?.length === 1 ? projects[0] : undefined);
  return {
    instance,
    ...(organization && { organization }),
    ...(project && { project }),
  };
}

const objectDetail = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  extra: z.object({ loginUrl: z.string() }).optional().catch(undefined),
});

/** What an error body says: a code where `detail` is an object, and its text. */
export interface ErrorDetail {
  code?: string;
  text: string;
  /** Where to log in, by URL or path, where that is what is missing. */
  loginUrl?: string;
}

/**
 * Reads an error body of Sentry's: `{detail: text}`, `{detail: {code, message}}`,
 * a bare string, `{message}` of a withdrawn endpoint, `{field: [texts]}` of something
 * sent, or GlitchTip's list.
 */
export function readErrorDetail(body: Body): ErrorDetail {
  return body.kind === 'json' ? readDetail(body.value) : { text: '' };
}

function readDetail(body: unknown): ErrorDetail {
  if (typeof body === 'string') {
    return { text: body };
  }
  if (typeof body !== 'object' || body === null) {
    return { text: '' };
  }
  const { detail, message }: { detail?: unknown; message?: unknown } = body;
  if (typeof detail === 'string') {
    return { text: detail };
  }
  if (Array.isArray(detail)) {
    return { text: detail.map(readListed).filter(Boolean).join('; ') };
  }
  const parsed = objectDetail.safeParse(detail);
  if (parsed.success) {
    const { code, message: text = '', extra } = parsed.data;
    return { code, text, ...(extra && { loginUrl: extra.loginUrl }) };
  }
  return { text: typeof message === 'string' ? message : readFields(body) };
}

/** What is wrong with each field of what was sent, and with the fields in it. */
function readFields(body: object, path = '', depth = 0): string {
  return Object.entries(body)
    .flatMap(([name, faults]: [string, unknown]) => {
      const field = `${path}${name}`;
      if (Array.isArray(faults)) {
        return faults.every(fault => typeof fault === 'string')
          ? `${field}: ${faults.join(' ')}`
          : [];
      }
      return typeof faults === 'object' && faults !== null && depth < 2
        ? readFields(faults, `${field}.`, depth + 1) || []
        : [];
    })
    .join('; ');
}

function readListed(item: unknown): string {
  const parsed = z.object({ msg: z.string() }).safeParse(item);
  return parsed.success ? parsed.data.msg : '';
}

/** What Sentry wants of the token's owner, by the code in its answer. */
export const wanted: Record<string, string> = {
  'sso-required': 'single sign-on',
  '2fa-required': 'two-factor authentication',
  'sudo-required': 'a login that was confirmed a short while ago',
};

export function isLoginRequired({ code }: ErrorDetail): boolean {
  return code !== undefined && Object.hasOwn(wanted, code);
}

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

/** Whether a list is refused for a project that is out of sight, as far as Sentry says. */
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
