import type { SentryProjectKey } from 'backstage-plugin-sentry-common';
import { z } from 'zod';
import type { SentryCredentials } from '../../credentials/types';
import type { JsonBody } from '../../http';
import { safeText } from '../../text/mask';
import type { Redact } from '../../text/withoutSecrets';

/** Names as a message shows them. */
export function nameAll(names: string[] = []): string {
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

/** What an error body says. */
export interface ErrorDetail {
  text: string;
  code?: string;
  /** Where to log in, by URL or path, where that is what is missing. */
  loginUrl?: string;
}

/** The forms of Sentry's error bodies, and GlitchTip's list of faults. */
const errorBody: z.ZodType<ErrorDetail> = z.union([
  z.string().transform(text => ({ text })),
  z
    .object({ detail: z.string() })
    .transform(({ detail }) => ({ text: detail })),
  z
    .object({
      detail: z.array(z.object({ msg: z.string() }).catch({ msg: '' })),
    })
    .transform(({ detail }) => ({
      text: detail.flatMap(({ msg }) => msg || []).join('; '),
    })),
  z
    .object({
      detail: z.object({
        code: z.string().optional().catch(undefined),
        message: z.string().catch(''),
        extra: z.object({ loginUrl: z.string() }).optional().catch(undefined),
      }),
    })
    .transform(({ detail: { code, message, extra } }) => ({
      text: message,
      code,
      loginUrl: extra?.loginUrl,
    })),
  // Of a withdrawn endpoint.
  z.object({ message: z.string() }).transform(({ message }) => ({
    text: message,
  })),
  // What is wrong with each field of what was sent.
  z.record(z.string(), z.unknown()).transform(body => ({
    text: faultsOf(body),
  })),
]);

export function readErrorDetail(body: JsonBody): ErrorDetail {
  const value = body.kind === 'json' ? body.value : undefined;
  return errorBody.safeParse(value).data ?? { text: '' };
}

function faultsOf(fields: object, path = '', depth = 0): string {
  return Object.entries(fields)
    .flatMap(([name, faults]: [string, unknown]) => {
      const texts = z.array(z.string()).safeParse(faults).data;
      if (texts) {
        return `${path}${name}: ${texts.join(' ')}`;
      }
      const isNested = typeof faults === 'object' && faults !== null;
      return isNested && !Array.isArray(faults) && depth < 2
        ? faultsOf(faults, `${path}${name}.`, depth + 1) || []
        : [];
    })
    .join('; ');
}

/** An answer of Sentry's that is not a success. */
export interface FailedAnswer {
  status: number;
  headers: Headers;
  body: JsonBody;
  /** For the texts that a problem takes over. */
  redact: Redact;
  /** Milliseconds since 1970, to turn times in headers into waits. */
  now: number;
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
