import { type SentryFetch, readJsonBody, type JsonBody } from '../../http';
import { SentryProblemError } from '../../problems';
import { unexpectedProblem } from '../problems/texts';
import { type RequestSubject } from '../problems/facts';
import type { Redact } from '../../text/withoutSecrets';
import { problemFromResponse } from '../problems/fromResponse';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryHttpRequest } from './types';

const MAX_REDIRECTS = 3;
const API = '/api/0/';

/**
 * Fetches, and follows redirects only within the server's API: Sentry redirects to
 * the new slug of a renamed project. The token must go to no other server, nor to
 * what else may live on the same host.
 */
async function fetchSameOrigin(
  fetch: SentryFetch,
  url: string,
  init: RequestInit,
  subject: RequestSubject,
): Promise<Response> {
  const api = url.slice(0, url.indexOf(API) + API.length);
  let current = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(current, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || !location) {
      return response;
    }
    await response.body?.cancel();
    const target = URL.parse(location, current);
    if (!target?.href.startsWith(api)) {
      throw new SentryProblemError(
        unexpectedProblem(
          subject,
          `a redirect to ${describe(target, url)}, which is not followed`,
        ),
      );
    }
    current = target.href;
  }
  throw new SentryProblemError(
    unexpectedProblem(subject, 'one redirect after another'),
  );
}

/** Names no path: a login page's may have anything in it. */
function describe(target: URL | null, url: string): string {
  if (!target) {
    return 'no valid address';
  }
  return target.origin === new URL(url).origin
    ? 'a page outside its API'
    : target.origin;
}

export interface SentryHttpAnswer {
  /** Parsed JSON; `undefined` where the server says that there is none, as it may to PUT. */
  body: unknown;
  headers: Headers;
  /** For what is read of it. */
  redact: Redact;
}

export type AttemptResult =
  | { answer: SentryHttpAnswer }
  | {
      failure: unknown;
      /** Whether another attempt could go better. */
      mayPass: boolean;
    };

interface AttemptOptions extends Pick<
  SentryHttpRequest,
  'json' | 'method' | 'mayBeEmpty' | 'signal'
> {
  fetch: SentryFetch;
  url: string;
  authorization: string;
  timeoutMs: number;
  subject: RequestSubject;
  now: () => number;
  redact: Redact;
  /** Sees every answer, failed or not. */
  onAnswer: (answer: {
    status: number;
    headers: Headers;
    body: JsonBody;
  }) => void;
}

const insteadOfJson: Record<Exclude<JsonBody['kind'], 'json'>, string> = {
  html: 'a web page instead of data',
  text: 'something that is not JSON',
  empty: 'nothing',
  'too-large': 'more than 5 MB of data',
  'too-deep': 'data that is nested too deeply',
};

/** One request and the reading of its answer, within one time limit. */
export async function attempt(options: AttemptOptions): Promise<AttemptResult> {
  const { fetch, url, subject, json, method, redact } = options;
  const isRead = json === undefined;
  const signal = withTimeout(options.timeoutMs, options.signal);
  let response: Response;
  let body: JsonBody;
  try {
    response = await fetchSameOrigin(
      fetch,
      url,
      { ...contentOf(options), signal },
      subject,
    );
    body = await readJsonBody(response);
  } catch (failure) {
    return {
      failure: signal.aborted ? signal.reason : failure,
      // After a timeout, another attempt would only make the caller wait longer.
      mayPass:
        isRead && !signal.aborted && !(failure instanceof SentryProblemError),
    };
  }

  const { status, headers } = response;
  options.onAnswer({ status, headers, body });
  if (!response.ok) {
    const answer = { status, headers, body, redact, now: options.now() };
    return {
      failure: problemFromResponse(answer, subject),
      mayPass: (isRead || method === 'PUT') && [502, 503, 504].includes(status),
    };
  }
  const isNothing = body.kind === 'empty' && options.mayBeEmpty;
  if (isNothing || (method === 'PUT' && status === 204)) {
    return { answer: { body: undefined, headers, redact } };
  }
  if (body.kind !== 'json') {
    const problem = unexpectedProblem(subject, insteadOfJson[body.kind]);
    const failure = new SentryUpstreamError(problem, {
      status,
      webPage: body.kind === 'html',
    });
    return { failure, mayPass: false };
  }
  return { answer: { body: body.value, headers, redact } };
}

function contentOf(options: AttemptOptions): RequestInit {
  const { authorization, json, method = 'POST' } = options;
  const headers = { authorization, accept: 'application/json' };
  return json === undefined
    ? { headers }
    : {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(json),
      };
}

/** Aborts with the signal, or after that time. */
export function withTimeout(
  milliseconds: number,
  signal?: AbortSignal,
): AbortSignal {
  const timeout = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

/**
 * Whether a request that was made shows that the server is there: a refusal does, while a
 * gateway's word that it found none does not. `undefined` where the caller gave up before
 * that showed.
 */
export function showsServer(
  result: AttemptResult,
  signal?: AbortSignal,
): boolean | undefined {
  if ('answer' in result) {
    return true;
  }
  if (result.failure instanceof SentryProblemError) {
    const { code } = result.failure;
    return code !== 'UPSTREAM_TIMEOUT' && code !== 'UPSTREAM_UNAVAILABLE';
  }
  return signal?.aborted ? undefined : false;
}

/**
 * How long to wait before the next attempt: exponential, with full jitter so
 * that replicas which failed together don't return together.
 *
 * @param failures - how many there were before the last one
 * @param random - in [0, 1)
 */
export function backoffMs(failures: number, random: () => number): number {
  return Math.round(random() * Math.min(5_000, 200 * 2 ** failures));
}
