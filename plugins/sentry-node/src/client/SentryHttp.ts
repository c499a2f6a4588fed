import { setTimeout as sleepFor } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import pLimit, { type Limit } from 'p-limit';
import type { SentryInstanceConfig } from '../config/types';
import type { SentryCredentials } from '../credentials';
import { SentryProblemError } from '../problems/SentryProblemError';
import { rateLimited } from './answerProblems';
import { apiUrl, type ApiPath } from './apiPath';
import { backoffMs } from './backoff';
import type { ClientMetrics } from './clientMetrics';
import { fetchSameOrigin, type SentryFetch } from './fetchSameOrigin';
import { problemFromFailure } from './problemFromFailure';
import { problemFromResponse } from './problemFromResponse';
import { toQuery, type QueryValue } from './query';
import { RateLimitPauses } from './RateLimitPauses';
import { readBody } from './readBody';
import type { RequestSubject } from './requestSubject';
import { unexpectedProblem } from './unexpectedProblem';

/** One GET of the Web API. */
export interface SentryHttpRequest {
  /** Names the call in metrics and logs. */
  operation: string;
  path: ApiPath;
  query?: Record<string, QueryValue>;
  subject: Omit<RequestSubject, 'instance' | 'host'>;
  signal?: AbortSignal;
}

export interface SentryHttpAnswer {
  body: unknown;
  headers: Headers;
}

export interface SentryHttpOptions {
  instance: Pick<SentryInstanceConfig, 'name' | 'baseUrl' | 'client'>;
  logger: LoggerService;
  metrics: ClientMetrics;
  /** Default: Node's own, which keeps connections open. */
  fetch?: SentryFetch;
  random?: () => number;
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * The way to one Sentry server, shared by all credentials: bounds how many
 * requests are under way, gives each attempt a time limit, tries again what may
 * pass, keeps to rate limits, and turns every failure into a problem.
 */
export class SentryHttp {
  readonly instance: string;
  readonly #options: SentryHttpOptions;
  readonly #fetch: SentryFetch;
  readonly #limit: Limit;
  readonly #now: () => number;
  readonly #pauses: RateLimitPauses;

  static create(options: SentryHttpOptions): SentryHttp {
    return new SentryHttp(options);
  }

  private constructor(options: SentryHttpOptions) {
    this.instance = options.instance.name;
    this.#options = options;
    this.#fetch = options.fetch ?? ((url, init) => fetch(url, init));
    this.#limit = pLimit(options.instance.client.maxConcurrency);
    this.#now = options.now ?? Date.now;
    this.#pauses = new RateLimitPauses({ now: this.#now });
  }

  /** @throws SentryProblemError and nothing else */
  async get(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): Promise<SentryHttpAnswer> {
    const start = performance.now();
    let outcome = 'ok';
    try {
      return await this.#withRetries(credentials, request);
    } catch (error) {
      const problem = problemFromFailure(error, this.#subjectOf(request));
      outcome = problem.code;
      throw problem;
    } finally {
      const { instance } = this;
      const { operation } = request;
      const seconds = (performance.now() - start) / 1000;
      this.#options.metrics.recordRequest({
        instance,
        operation,
        outcome,
        seconds,
      });
      this.#options.logger.debug('Asked Sentry', {
        instance,
        operation,
        outcome,
        milliseconds: Math.round(seconds * 1000),
      });
    }
  }

  async #withRetries(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): Promise<SentryHttpAnswer> {
    const { retries } = this.#options.instance.client;
    const { random = Math.random, sleep = sleepUnlessAborted } = this.#options;
    for (let attempt = 0; ; attempt++) {
      // The slot is free again while this call waits for its next attempt.
      const result = await this.#limit(() =>
        this.#attempt(credentials, request),
      );
      if ('answer' in result) {
        return result.answer;
      }
      if (!result.mayPass || attempt >= retries) {
        throw result.failure;
      }
      await sleep(backoffMs(attempt, random), request.signal);
    }
  }

  async #attempt(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): Promise<
    { answer: SentryHttpAnswer } | { failure: unknown; mayPass: boolean }
  > {
    const subject = this.#subjectOf(request);
    request.signal?.throwIfAborted();
    const pause = this.#pauses.remainingSeconds(credentials.credentialId);
    if (pause !== undefined) {
      throw new SentryProblemError(rateLimited(subject, pause));
    }
    const authorization = await credentials.getAuthorization({
      signal: request.signal,
    });
    const signal = this.#timeLimit(request.signal);
    let response: Response;
    let body: Awaited<ReturnType<typeof readBody>>;
    try {
      response = await fetchSameOrigin(
        this.#fetch,
        apiUrl(
          this.#options.instance.baseUrl,
          request.path,
          toQuery(request.query ?? {}),
        ),
        { headers: { authorization, accept: 'application/json' }, signal },
        subject,
      );
      body = await readBody(response);
    } catch (failure) {
      // Another attempt after a timeout would only make the caller wait longer.
      const final = signal.aborted || failure instanceof SentryProblemError;
      return {
        failure: signal.aborted ? signal.reason : failure,
        mayPass: !final,
      };
    }
    const { status, headers } = response;
    this.#options.metrics.recordRateLimit(this.instance, headers);
    if (status === 429) {
      this.#pauses.start(credentials.credentialId, headers);
    }
    if (!response.ok) {
      return {
        failure: problemFromResponse(
          { status, headers, body, now: this.#now() },
          subject,
        ),
        mayPass: status === 502 || status === 503 || status === 504,
      };
    }
    if (body.kind !== 'json') {
      const what = {
        html: 'a web page instead of data',
        text: 'something that is not JSON',
        empty: 'nothing',
        'too-large': 'more data than any page of a list has',
      }[body.kind];
      throw new SentryProblemError(unexpectedProblem(subject, what));
    }
    return { answer: { body: body.value, headers } };
  }

  #timeLimit(signal: AbortSignal | undefined): AbortSignal {
    const timeout = AbortSignal.timeout(
      this.#options.instance.client.timeoutMs,
    );
    return signal ? AbortSignal.any([signal, timeout]) : timeout;
  }

  #subjectOf({ subject }: SentryHttpRequest): RequestSubject {
    return {
      ...subject,
      instance: this.instance,
      host: new URL(this.#options.instance.baseUrl).host,
    };
  }
}

async function sleepUnlessAborted(milliseconds: number, signal?: AbortSignal) {
  await sleepFor(milliseconds, undefined, { signal });
}
