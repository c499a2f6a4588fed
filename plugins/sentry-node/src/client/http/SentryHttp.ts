import { SentryTraffic } from './traffic';
import { setTimeout as sleepFor } from 'node:timers/promises';
import type { SentryCredentials } from '../../credentials/types';
import { SentryProblemError } from '../../problems';
import { problemFromFailure } from '../problems/fromFailure';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { ServerFacts } from '../servers/facts';
import type { AttemptResult, SentryHttpAnswer } from './attempt';
import { Attempts } from './attempts';
import type { FairSlots, SentryAsker } from './slots';
import {
  endpointClassOf,
  type EndpointRate,
  type SentryRateLimit,
} from './rates';
import type { SentryHttpOptions, SentryHttpRequest } from './types';

const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/**
 * How long to wait before the next attempt: exponential, with full jitter so
 * that replicas which failed together don't return together.
 *
 * @param attempt - 0 after the first failure
 * @param random - in [0, 1)
 */
function backoffMs(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt));
}

/** What comes later is of no use. */
const LONGEST_WAIT_MS = 30_000;

const NOBODY: SentryAsker = { id: '' };

/**
 * The way to one Sentry server, shared by all credentials: bounds how many
 * requests are under way, keeps below Sentry's rates, tries again what may pass, measures each
 * call, and turns every failure into a problem.
 */
export class SentryHttp {
  readonly instance: string;
  readonly server: ServerFacts;
  readonly #options: SentryHttpOptions;
  readonly #now: () => number;
  readonly #attempts: Attempts;
  readonly #traffic: SentryTraffic;
  readonly #slots: FairSlots;

  constructor(options: SentryHttpOptions) {
    this.instance = options.instance.name;
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#traffic = options.traffic ?? new SentryTraffic({ now: this.#now });
    this.#slots = this.#traffic.slotsOf(options.instance);
    this.server = new ServerFacts({
      server: options.instance.server,
      now: this.#now,
    });
    this.#attempts = new Attempts(options);
  }

  /** Where browsers find the server. */
  get place(): { instance: string; baseUrl: string; publicUrl?: string } {
    const { name, baseUrl, publicUrl } = this.#options.instance;
    return { instance: name, baseUrl, publicUrl };
  }

  /** What Sentry last said is left for them. */
  rateLimitOf(credentials: SentryCredentials): SentryRateLimit | undefined {
    return this.#attempts.rateLimitOf(credentials);
  }

  /**
   * @param asker - for whom; those that are not named share their turns
   * @throws SentryProblemError and nothing else
   */
  async send(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
    asker: SentryAsker = NOBODY,
  ): Promise<SentryHttpAnswer> {
    const start = performance.now();
    let outcome = 'ok';
    try {
      return await this.#withRetries(credentials, request, asker);
    } catch (failure) {
      const problem = this.#problemOf(failure, credentials, request);
      outcome = problem.code;
      // A server without that endpoint has no problem.
      if (!SentryUpstreamError.of(problem).noEndpoint) {
        this.#options.onProblem?.(problem);
      }
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
    asker: SentryAsker,
  ): Promise<SentryHttpAnswer> {
    const { retries } = this.#options.instance.client;
    const { random = Math.random, sleep = sleepUnlessAborted } = this.#options;
    const rate = this.#rateFor(credentials, request, asker);
    const deadline = this.#now() + LONGEST_WAIT_MS;
    for (let failures = 0; ;) {
      // The slot is free again while this call waits for its next attempt.
      const result = await this.#slots.run(
        {
          asker,
          isWrite: request.json !== undefined,
          rate,
          deadline,
          subject: this.#attempts.subjectOf(credentials, request),
          signal: request.signal,
        },
        () => this.#attempt(credentials, request, rate),
      );
      if ('answer' in result) {
        return result.answer;
      }
      // What Sentry refused for its rate it has not done: it waits for its turn once more.
      if (retries > 0 && this.#isPaused(result.failure, rate)) {
        continue;
      }
      if (!result.mayPass || failures >= retries) {
        throw result.failure;
      }
      await sleep(backoffMs(failures++, random), request.signal);
    }
  }

  async #attempt(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
    rate: EndpointRate,
  ): Promise<AttemptResult> {
    const result = await this.#attempts.make(credentials, request, rate);
    this.#slots.breaker.note(
      'failure' in result
        ? this.#problemOf(result.failure, credentials, request)
        : undefined,
    );
    return result;
  }

  #problemOf(
    failure: unknown,
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): SentryProblemError {
    return problemFromFailure(
      failure,
      this.#attempts.subjectOf(credentials, request),
      { givenUp: request.signal?.aborted },
    );
  }

  #isPaused(failure: unknown, rate: EndpointRate): boolean {
    return (
      failure instanceof SentryProblemError &&
      failure.code === 'RATE_LIMITED' &&
      rate.pauseMs(this.#now()) > 0
    );
  }

  #rateFor(
    { credentialId, source }: SentryCredentials,
    request: SentryHttpRequest,
    asker: SentryAsker,
  ): EndpointRate {
    // Sentry limits users, who have a new token now and then.
    const isOfUser = source === 'user' || source === 'token-exchange';
    return this.#traffic.rateOf(
      this.#options.instance,
      isOfUser && asker.id ? `asker ${asker.id}` : credentialId,
      endpointClassOf(request),
    );
  }
}

async function sleepUnlessAborted(milliseconds: number, signal?: AbortSignal) {
  await sleepFor(milliseconds, undefined, { signal });
}
