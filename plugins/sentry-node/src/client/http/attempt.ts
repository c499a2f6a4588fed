import type { Redact } from '../../text/withoutSecrets';
import { SentryProblemError } from '../../problems/SentryProblemError';
import { fetchSameOrigin, type SentryFetch } from './fetchSameOrigin';
import { problemFromResponse } from '../problems/problemFromResponse';
import { readBody, type Body } from './readBody';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { RequestSubject } from '../problems/requestSubject';
import { unexpectedProblem } from '../problems/unexpectedProblem';

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

export interface AttemptOptions {
  fetch: SentryFetch;
  url: string;
  authorization: string;
  /** What to send, as JSON; without it, GET. */
  json?: unknown;
  /**
   * How it is sent. Default POST, which is sent once only: it may have arrived. What PUT
   * states comes to the same when it is stated twice, so that it is sent again where a
   * gateway says that it found no server; after silence it is not, because by then
   * somebody else may have stated something newer.
   */
  method?: 'POST' | 'PUT';
  /** Whether a success may come without a body. */
  mayBeEmpty?: boolean;
  timeoutMs: number;
  subject: RequestSubject;
  now: () => number;
  signal?: AbortSignal;
  redact: Redact;
  /** Sees every answer, failed or not. */
  onAnswer: (answer: { status: number; headers: Headers; body: Body }) => void;
}

const insteadOfJson: Record<Exclude<Body['kind'], 'json'>, string> = {
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
  let body: Body;
  try {
    response = await fetchSameOrigin(
      fetch,
      url,
      { ...contentOf(options), signal },
      subject,
    );
    body = await readBody(response);
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

function withTimeout(milliseconds: number, signal?: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
