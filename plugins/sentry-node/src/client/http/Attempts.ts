import type { SentryCredentials } from '../../credentials';
import { SentryProblemError } from '../../problems/SentryProblemError';
import {
  secretsOf,
  withoutSecrets,
  type Redact,
} from '../../text/withoutSecrets';
import { apiUrl } from './apiPath';
import { missingScopes } from '../problems/answerFacts';
import { attempt, type AttemptResult } from './attempt';
import { authorize } from './authorize';
import { rateLimited } from '../problems/delayProblems';
import type { SentryFetch } from './fetchSameOrigin';
import { toQuery } from './query';
import { RateLimitBudgets, type SentryRateLimit } from './RateLimitBudgets';
import { pauseSeconds, RateLimitPauses } from './RateLimitPauses';
import { Regions } from '../regions/Regions';
import { isOfRegionItself } from '../regions/isOfRegionItself';
import { showsServer } from './showsServer';
import { isSentrySaas } from '../servers/isSentrySaas';
import type { RequestSubject } from '../problems/requestSubject';
import type { SentryHttpOptions, SentryHttpRequest } from './types';

/** Looked up at each call, so that instrumentation that replaces it is used. */
const globalFetch: SentryFetch = (url, init) => fetch(url, init);

/** A server that sends a credential back does so with every answer. */
const WARN_EVERY_MS = 3_600_000;

/** Where an attempt goes, with what, and how its problems name it. */
interface Sending {
  baseUrl: string;
  authorization: string;
  credentialId: string;
  /** What Sentry limits by itself: each caller for each endpoint. */
  limited: string;
  subject: RequestSubject;
}

/**
 * Makes one attempt at a request: finds its host, keeps to rate limits, proves who asks,
 * and proves it once more where that was refused and there is another proof by now.
 */
export class Attempts {
  readonly regions: Regions;
  readonly #options: SentryHttpOptions;
  readonly #now: () => number;
  readonly #pauses: RateLimitPauses;
  readonly #budgets = new RateLimitBudgets();
  /** By operation: milliseconds since 1970. */
  readonly #warnedUntil = new Map<string, number>();
  #namesScopes = false;

  static create(options: SentryHttpOptions): Attempts {
    return new Attempts(options);
  }

  private constructor(options: SentryHttpOptions) {
    const { instance, logger, now = Date.now } = options;
    this.#options = options;
    this.#now = now;
    this.#pauses = new RateLimitPauses({ now });
    this.regions = Regions.create({ instance, logger, now });
  }

  rateLimitOf({
    credentialId,
  }: SentryCredentials): SentryRateLimit | undefined {
    return this.#budgets.get(credentialId);
  }

  /** How problems of a request name what it is about. */
  subjectOf(
    { source }: SentryCredentials,
    request: SentryHttpRequest,
    baseUrl = this.#baseUrlFor(request),
  ): RequestSubject {
    const { instance } = this.#options;
    const { host, hostname } = new URL(baseUrl);
    return {
      ...request.subject,
      ...(source && { tokenSource: source }),
      instance: instance.name,
      host,
      origin: new URL(instance.publicUrl ?? baseUrl).origin,
      // Sentry's own is always up to date: since June 2026 it says which scope is missing.
      ...((this.#namesScopes || isSentrySaas(hostname)) && {
        namesScopes: true,
      }),
    };
  }

  /** @throws SentryProblemError where it is not sent at all */
  async make(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): Promise<AttemptResult> {
    const baseUrl = this.#baseUrlFor(request);
    const result = await this.#makeAt(baseUrl, credentials, request);
    const { organization } = request.subject;
    if (
      organization === undefined ||
      baseUrl === this.#options.instance.baseUrl ||
      'answer' in result ||
      request.signal?.aborted ||
      !isOfRegionItself(result.failure)
    ) {
      return result;
    }
    this.regions.avoid(organization);
    const { failure } = result;
    return {
      ...result,
      // After a timeout, another attempt would only make the caller wait longer.
      tryAtHome: request.json === undefined && !isTimeout(failure),
    };
  }

  async #makeAt(
    baseUrl: string,
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): Promise<AttemptResult> {
    const { operation, signal } = request;
    const { instance, logger } = this.#options;
    const subject = this.subjectOf(credentials, request, baseUrl);
    const { credentialId } = credentials;
    const limited = `${credentialId} ${operation}`;

    // Here and not on arrival: much can happen while a call waits for its slot.
    signal?.throwIfAborted();
    const pause = this.#pauses.remainingSeconds(limited);
    if (pause !== undefined) {
      throw new SentryProblemError(rateLimited(subject, pause));
    }
    const { timeoutMs } = instance.client;
    const proof = { credentials, subject, logger, timeoutMs, signal };
    const authorization = await authorize(proof);
    const sending = { baseUrl, credentialId, limited, subject };
    const result = await this.#send(request, { ...sending, authorization });
    if (!isTokenRejected(result)) {
      return result;
    }
    // It may have been rotated since this call set out.
    const renewed = await authorize({ ...proof, rejected: authorization });
    return renewed === authorization
      ? result
      : this.#send(request, { ...sending, authorization: renewed });
  }

  async #send(
    request: SentryHttpRequest,
    sending: Sending,
  ): Promise<AttemptResult> {
    const { path, query = {}, json, method, mayBeEmpty, signal } = request;
    const { instance, metrics, fetch = globalFetch } = this.#options;
    const result = await attempt({
      fetch,
      url: apiUrl(sending.baseUrl, path, toQuery(query)),
      authorization: sending.authorization,
      json,
      method,
      mayBeEmpty,
      timeoutMs: instance.client.timeoutMs,
      subject: sending.subject,
      now: this.#now,
      signal,
      redact: this.#redactOf(request, sending),
      onAnswer: answer => {
        metrics.recordRateLimit(instance.name, answer.headers);
        this.#namesScopes ||= missingScopes(answer).length > 0;
        this.#budgets.note(sending.credentialId, answer.headers);
        if (answer.status === 429) {
          this.#pauses.start(
            sending.limited,
            pauseSeconds(answer, this.#now()),
          );
        }
      },
    });
    const isReachable = showsServer(result, signal);
    if (isReachable !== undefined) {
      metrics.recordReachable(instance.name, isReachable);
    }
    return result;
  }

  #redactOf(
    { operation }: SentryHttpRequest,
    { authorization, subject }: Sending,
  ): Redact {
    const secrets = secretsOf(authorization);
    const warn = () => {
      if (this.#now() < (this.#warnedUntil.get(operation) ?? -Infinity)) {
        return;
      }
      this.#warnedUntil.set(operation, this.#now() + WARN_EVERY_MS);
      this.#options.logger.warn(
        `${subject.host} sent back the credential of the Sentry instance '${subject.instance}' (${operation}). It was removed from the answer. Find out what writes it into Sentry, and replace it.`,
      );
    };
    return value => withoutSecrets(value, secrets, warn);
  }

  #baseUrlFor({ subject, isForHome }: SentryHttpRequest): string {
    return isForHome
      ? this.#options.instance.baseUrl
      : this.regions.baseUrlOf(subject.organization);
  }
}

function isTimeout(failure: unknown): boolean {
  return failure instanceof Error && failure.name === 'TimeoutError';
}

function isTokenRejected(result: AttemptResult): boolean {
  return (
    'failure' in result &&
    result.failure instanceof SentryProblemError &&
    result.failure.code === 'TOKEN_REJECTED'
  );
}
