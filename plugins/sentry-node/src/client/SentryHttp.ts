import { setTimeout as sleepFor } from 'node:timers/promises';
import pLimit, { type Limit } from 'p-limit';
import type { SentryCredentials } from '../credentials';
import { SentryProblemError } from '../problems/SentryProblemError';
import { overdue, rateLimited } from './delayProblems';
import { apiUrl } from './apiPath';
import { attempt, type AttemptResult, type SentryHttpAnswer } from './attempt';
import { authorize } from './authorize';
import { backoffMs } from './backoff';
import type { SentryFetch } from './fetchSameOrigin';
import { problemFromFailure } from './problemFromFailure';
import { toQuery } from './query';
import { RateLimitBudgets, type SentryRateLimit } from './RateLimitBudgets';
import { pauseSeconds, RateLimitPauses } from './RateLimitPauses';
import type { RequestSubject } from './requestSubject';
import type { SentryHttpOptions, SentryHttpRequest } from './sentryHttpTypes';
import { ServerFacts } from './ServerFacts';

// Nobody waits for what came so late; without an end, one flood of questions to a slow
// server would hold up everybody else's for as long as it takes to work it off.
const LONGEST_WAIT_MS = 30_000;

/** Looked up at each call, so that instrumentation that replaces it is used. */
const globalFetch: SentryFetch = (url, init) => fetch(url, init);

/**
 * The way to one Sentry server, shared by all credentials: bounds how many
 * requests are under way, gives each attempt a time limit, tries again what may
 * pass, keeps to rate limits, and turns every failure into a problem.
 */
export class SentryHttp {
  readonly instance: string;
  readonly server: ServerFacts;
  readonly #options: SentryHttpOptions;
  readonly #limit: Limit;
  readonly #now: () => number;
  readonly #pauses: RateLimitPauses;
  readonly #budgets = new RateLimitBudgets();

  static create(options: SentryHttpOptions): SentryHttp {
    return new SentryHttp(options);
  }

  private constructor(options: SentryHttpOptions) {
    this.instance = options.instance.name;
    this.#options = options;
    this.#limit = pLimit(options.instance.client.maxConcurrency);
    this.#now = options.now ?? Date.now;
    this.server = ServerFacts.create({
      server: options.instance.server,
      now: this.#now,
    });
    this.#pauses = new RateLimitPauses({ now: this.#now });
  }

  /** What Sentry last said is left for them. */
  rateLimitOf({
    credentialId,
  }: SentryCredentials): SentryRateLimit | undefined {
    return this.#budgets.get(credentialId);
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
    } catch (failure) {
      const problem = problemFromFailure(
        failure,
        this.#subjectOf(credentials, request),
        {
          givenUp: request.signal?.aborted,
        },
      );
      outcome = problem.code;
      throw problem;
    } finally {
      const seconds = (performance.now() - start) / 1000;
      const call = {
        instance: this.instance,
        operation: request.operation,
        outcome,
      };
      this.#options.metrics.recordRequest({ ...call, seconds });
      this.#options.logger.debug('Asked Sentry', {
        ...call,
        milliseconds: Math.round(seconds * 1000),
      });
    }
  }

  async #withRetries(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): Promise<SentryHttpAnswer> {
    const { retries, timeoutMs } = this.#options.instance.client;
    const { random = Math.random, sleep = sleepUnlessAborted } = this.#options;
    for (let failures = 0; ; failures++) {
      const queuedAt = this.#now();
      // The slot is free again while this call waits for its next attempt.
      const result = await this.#limit(() => {
        if (this.#now() - queuedAt > Math.max(LONGEST_WAIT_MS, 3 * timeoutMs)) {
          throw new SentryProblemError(
            overdue(this.#subjectOf(credentials, request)),
          );
        }
        return this.#attempt(credentials, request);
      });
      if ('answer' in result) {
        return result.answer;
      }
      if (!result.mayPass || failures >= retries) {
        throw result.failure;
      }
      await sleep(backoffMs(failures, random), request.signal);
    }
  }

  async #attempt(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): Promise<AttemptResult> {
    const { operation, signal } = request;
    const { instance, logger } = this.#options;
    const subject = this.#subjectOf(credentials, request);
    // Sentry limits each caller for each endpoint by itself.
    const limited = `${credentials.credentialId} ${operation}`;

    // Here and not on arrival: much can happen while a call waits for its slot.
    signal?.throwIfAborted();
    const pause = this.#pauses.remainingSeconds(limited);
    if (pause !== undefined) {
      throw new SentryProblemError(rateLimited(subject, pause));
    }
    const { timeoutMs } = instance.client;
    const proof = { credentials, subject, logger, timeoutMs, signal };
    const authorization = await authorize(proof);
    const { credentialId } = credentials;
    const sent = { credentialId, limited, subject };
    const result = await this.#send(request, { ...sent, authorization });
    if (!isTokenRejected(result)) {
      return result;
    }
    // It may have been rotated since this call set out.
    const renewed = await authorize({ ...proof, rejected: authorization });
    return renewed === authorization
      ? result
      : this.#send(request, { ...sent, authorization: renewed });
  }

  #send(
    request: SentryHttpRequest,
    sent: {
      authorization: string;
      credentialId: string;
      limited: string;
      subject: RequestSubject;
    },
  ): Promise<AttemptResult> {
    const { path, query = {}, signal } = request;
    const { instance, metrics, fetch = globalFetch } = this.#options;
    return attempt({
      fetch,
      url: apiUrl(instance.baseUrl, path, toQuery(query)),
      authorization: sent.authorization,
      timeoutMs: instance.client.timeoutMs,
      subject: sent.subject,
      now: this.#now,
      signal,
      onAnswer: answer => {
        metrics.recordRateLimit(this.instance, answer.headers);
        this.#budgets.note(sent.credentialId, answer.headers);
        if (answer.status === 429) {
          this.#pauses.start(sent.limited, pauseSeconds(answer, this.#now()));
        }
      },
    });
  }

  #subjectOf(
    { source }: SentryCredentials,
    { subject }: SentryHttpRequest,
  ): RequestSubject {
    return {
      ...subject,
      ...(source && { tokenSource: source }),
      instance: this.instance,
      host: new URL(this.#options.instance.baseUrl).host,
    };
  }
}

function isTokenRejected(result: AttemptResult): boolean {
  return (
    'failure' in result &&
    result.failure instanceof SentryProblemError &&
    result.failure.code === 'TOKEN_REJECTED'
  );
}

async function sleepUnlessAborted(milliseconds: number, signal?: AbortSignal) {
  await sleepFor(milliseconds, undefined, { signal });
}
