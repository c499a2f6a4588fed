import { setTimeout as sleepFor } from 'node:timers/promises';
import pLimit, { type Limit } from 'p-limit';
import type { SentryCredentials } from '../../credentials';
import { SentryProblemError } from '../../problems/SentryProblemError';
import type { SentryHttpAnswer } from './attempt';
import { Attempts } from './Attempts';
import { backoffMs } from './backoff';
import { overdue } from '../problems/delayProblems';
import { problemFromFailure } from '../problems/problemFromFailure';
import type { SentryRateLimit } from './RateLimitBudgets';
import type { Regions } from '../regions/Regions';
import type { SentryHttpOptions, SentryHttpRequest } from './types';
import { ServerFacts } from '../servers/ServerFacts';

// Nobody waits for what came so late; without an end, one flood of questions to a slow
// server would hold up everybody else's for as long as it takes to work it off.
const LONGEST_WAIT_MS = 30_000;

/**
 * The way to one Sentry server, shared by all credentials: bounds how many
 * requests are under way, tries again what may pass, measures each call, and turns
 * every failure into a problem.
 */
export class SentryHttp {
  readonly instance: string;
  readonly server: ServerFacts;
  readonly #options: SentryHttpOptions;
  readonly #limit: Limit;
  readonly #now: () => number;
  readonly #attempts: Attempts;

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
    this.#attempts = Attempts.create(options);
  }

  /** Where the organizations of this server live. */
  get regions(): Regions {
    return this.#attempts.regions;
  }

  /** What Sentry last said is left for them. */
  rateLimitOf(credentials: SentryCredentials): SentryRateLimit | undefined {
    return this.#attempts.rateLimitOf(credentials);
  }

  /** @throws SentryProblemError and nothing else */
  async send(
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
        this.#attempts.subjectOf(credentials, request),
        { givenUp: request.signal?.aborted },
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
    for (let failures = 0; ;) {
      const queuedAt = this.#now();
      // The slot is free again while this call waits for its next attempt.
      const result = await this.#limit(() => {
        if (this.#now() - queuedAt > Math.max(LONGEST_WAIT_MS, 3 * timeoutMs)) {
          throw new SentryProblemError(
            overdue(this.#attempts.subjectOf(credentials, request)),
          );
        }
        return this.#attempts.make(credentials, request);
      });
      if ('answer' in result) {
        return result.answer;
      }
      if (result.tryAtHome) {
        continue;
      }
      if (!result.mayPass || failures >= retries) {
        throw result.failure;
      }
      await sleep(backoffMs(failures++, random), request.signal);
    }
  }
}

async function sleepUnlessAborted(milliseconds: number, signal?: AbortSignal) {
  await sleepFor(milliseconds, undefined, { signal });
}
