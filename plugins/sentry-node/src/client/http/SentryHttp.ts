import { setTimeout as sleepFor } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { SentryCredentials } from '../../credentials/types';
import type { SentryFetch } from '../../http';
import { isSentrySaas } from '../../mapping/links';
import { SentryProblemError } from '../../problems';
import {
  secretsOf,
  withoutSecrets,
  type Redact,
} from '../../text/withoutSecrets';
import { missingScopes, type RequestSubject } from '../problems/facts';
import { problemFromFailure } from '../problems/fromFailure';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { ServerFacts } from '../servers/facts';
import {
  attempt,
  backoffMs,
  showsServer,
  type AttemptResult,
  type SentryHttpAnswer,
} from './attempt';
import { authorize } from './authorize';
import { apiUrl, toQuery } from './path';
import {
  endpointClassOf,
  readRateLimit,
  type EndpointRate,
  type RateLimit,
} from './rates';
import type { FairSlots, SentryAsker } from './slots';
import { SentryTraffic } from './traffic';
import type { SentryHttpOptions, SentryHttpRequest } from './types';

/** What comes later is of no use. */
const LONGEST_WAIT_MS = 30_000;
/** A server that sends a credential back does so with every answer. */
const WARN_EVERY_MS = 3_600_000;
const MOST_KEPT = 1_000;

const NOBODY: SentryAsker = { id: '' };

/** Looked up at each call, so that instrumentation that replaces it is used. */
const globalFetch: SentryFetch = (url, init) => fetch(url, init);

/** A request, and what all attempts at it have in common. */
interface Sending {
  credentials: SentryCredentials;
  request: SentryHttpRequest;
  subject: RequestSubject;
  rate: EndpointRate;
}

const OF_TOKEN = ['TOKEN_REJECTED', 'SCOPE_MISSING', 'SSO_REQUIRED'];

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
  readonly #traffic: SentryTraffic;
  readonly #slots: FairSlots;
  /** The last one by the name of the credential. */
  readonly #rateLimits = new LRUCache<string, RateLimit>({
    max: MOST_KEPT,
  });
  /** Operations whose answers have lately been warned of. */
  readonly #warned = new LRUCache<string, true>({
    max: MOST_KEPT,
    ttl: WARN_EVERY_MS,
  });
  /** Whether the server says which scope is missing. */
  #namesScopes: boolean;

  constructor(options: SentryHttpOptions) {
    const { instance, now = Date.now } = options;
    this.instance = instance.name;
    this.#options = options;
    this.#now = now;
    this.#traffic = options.traffic ?? new SentryTraffic({ now });
    this.#slots = this.#traffic.slotsOf(instance);
    this.server = new ServerFacts({ server: instance.server, now });
    // Sentry's own is always up to date: it does since June 2026.
    this.#namesScopes = isSentrySaas(new URL(instance.baseUrl).hostname);
  }

  /** Where browsers find the server. */
  get place(): { instance: string; baseUrl: string; publicUrl?: string } {
    const { name, baseUrl, publicUrl } = this.#options.instance;
    return { instance: name, baseUrl, publicUrl };
  }

  /** What Sentry last said is left for them. */
  rateLimitOf(credentials: SentryCredentials): RateLimit | undefined {
    return this.#rateLimits.get(credentials.credentialId);
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
    const sending: Sending = {
      credentials,
      request,
      subject: this.#subjectOf(credentials, request),
      rate: this.#rateFor(credentials, request, asker),
    };
    let outcome = 'ok';
    try {
      return await this.#withRetries(sending, asker);
    } catch (failure) {
      const problem = problemOf(failure, sending);
      outcome = problem.code;
      // A server without that endpoint has no problem, and what a user's own token lacks is
      // none of the instance's.
      const isOwn =
        credentials.source === 'user' && OF_TOKEN.includes(problem.code);
      if (!SentryUpstreamError.of(problem).noEndpoint && !isOwn) {
        this.#options.onProblem?.(problem);
      }
      throw problem;
    } finally {
      const seconds = (performance.now() - start) / 1000;
      const { operation } = request;
      const call = { instance: this.instance, operation, outcome };
      this.#options.metrics.recordRequest({ ...call, seconds });
      this.#options.logger.debug('Asked Sentry', {
        ...call,
        milliseconds: Math.round(seconds * 1000),
      });
    }
  }

  /** How problems of a request name what it is about. */
  #subjectOf(
    { source }: SentryCredentials,
    request: SentryHttpRequest,
  ): RequestSubject {
    const { name, baseUrl, publicUrl = baseUrl } = this.#options.instance;
    const { host, origin: askedAt } = new URL(baseUrl);
    return {
      ...request.subject,
      tokenSource: source,
      instance: name,
      host,
      askedAt,
      origin: new URL(publicUrl).origin,
      namesScopes: this.#namesScopes,
    };
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

  async #withRetries(
    sending: Sending,
    asker: SentryAsker,
  ): Promise<SentryHttpAnswer> {
    const { request, subject, rate } = sending;
    const { signal } = request;
    const { retries } = this.#options.instance.client;
    const { random = Math.random, sleep = sleepUnlessAborted } = this.#options;
    const isWrite = request.json !== undefined;
    const deadline = this.#now() + LONGEST_WAIT_MS;
    for (let failures = 0; ;) {
      // The slot is free again while this call waits for its next attempt.
      const result = await this.#slots.run(
        { asker, isWrite, rate, deadline, subject, signal },
        () => this.#attempt(sending),
      );
      if ('answer' in result) {
        return result.answer;
      }
      const { failure, mayPass } = result;
      // What Sentry refused for its rate it has not done: it waits for its turn once more.
      const isPaused =
        hasCode(failure, 'RATE_LIMITED') && rate.pauseMs(this.#now()) > 0;
      if (retries > 0 && isPaused) {
        continue;
      }
      if (!mayPass || failures >= retries) {
        throw failure;
      }
      await sleep(backoffMs(failures++, random), signal);
    }
  }

  /** Proves who asks, and once more where that was refused and there is another proof by now. */
  async #attempt(sending: Sending): Promise<AttemptResult> {
    const { credentials, request } = sending;
    const { signal } = request;
    const { logger } = this.#options;
    const { timeoutMs } = this.#options.instance.client;
    const proof = { instance: this.instance, logger, timeoutMs, signal };
    signal?.throwIfAborted();
    const authorization = await authorize(credentials, proof);
    let result = await this.#exchange(sending, authorization);
    if ('failure' in result && hasCode(result.failure, 'TOKEN_REJECTED')) {
      // It may have been rotated since this call set out.
      const rejected = authorization;
      const renewed = await authorize(credentials, { ...proof, rejected });
      if (renewed !== rejected) {
        result = await this.#exchange(sending, renewed);
      }
    }
    this.#slots.breaker.note(
      'failure' in result ? problemOf(result.failure, sending) : undefined,
    );
    return result;
  }

  /** One request, and what its answer says of the server. */
  async #exchange(
    { credentials, request, subject, rate }: Sending,
    authorization: string,
  ): Promise<AttemptResult> {
    const { instance, metrics, fetch = globalFetch } = this.#options;
    const result = await attempt({
      ...request,
      fetch,
      url: apiUrl(instance.baseUrl, request.path, toQuery(request.query)),
      authorization,
      timeoutMs: instance.client.timeoutMs,
      subject,
      now: this.#now,
      redact: this.#redactOf(request, authorization),
      onAnswer: answer => {
        metrics.recordRateLimit(instance.name, answer.headers);
        this.#namesScopes ||= missingScopes(answer).length > 0;
        const rateLimit = readRateLimit(answer.headers);
        if (rateLimit) {
          this.#rateLimits.set(credentials.credentialId, rateLimit);
        }
        rate.noteAnswer(answer, this.#now());
      },
    });
    const isReachable = showsServer(result, request.signal);
    if (isReachable !== undefined) {
      metrics.recordReachable(instance.name, isReachable);
    }
    return result;
  }

  #redactOf({ operation }: SentryHttpRequest, authorization: string): Redact {
    const secrets = secretsOf(authorization);
    const warn = () => {
      if (!this.#warned.has(operation)) {
        this.#warned.set(operation, true);
        const { name, baseUrl } = this.#options.instance;
        this.#options.logger.warn(
          `${new URL(baseUrl).host} sent back the credential of the Sentry instance '${name}' (${operation}). It was removed from the answer. Find out what writes it into Sentry, and replace it.`,
        );
      }
    };
    return value => withoutSecrets(value, secrets, warn);
  }
}

function problemOf(
  failure: unknown,
  { subject, request }: Sending,
): SentryProblemError {
  const givenUp = request.signal?.aborted;
  return problemFromFailure(failure, subject, { givenUp });
}

function hasCode(failure: unknown, code: SentryProblemError['code']): boolean {
  return failure instanceof SentryProblemError && failure.code === code;
}

async function sleepUnlessAborted(milliseconds: number, signal?: AbortSignal) {
  await sleepFor(milliseconds, undefined, { signal });
}
