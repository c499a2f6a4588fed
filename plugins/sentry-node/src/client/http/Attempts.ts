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
import type { SentryFetch } from './fetchSameOrigin';
import { toQuery } from './query';
import {
  RateLimitBudgets,
  type EndpointRate,
  type SentryRateLimit,
} from './rates';
import { showsServer } from './showsServer';
import { isSentrySaas } from '../servers/isSentrySaas';
import type { RequestSubject } from '../problems/requestSubject';
import type { SentryHttpOptions, SentryHttpRequest } from './types';

/** Looked up at each call, so that instrumentation that replaces it is used. */
const globalFetch: SentryFetch = (url, init) => fetch(url, init);

/** A server that sends a credential back does so with every answer. */
const WARN_EVERY_MS = 3_600_000;

/** What an attempt goes with, and how its problems name it. */
interface Sending {
  authorization: string;
  credentialId: string;
  rate: EndpointRate;
  subject: RequestSubject;
}

/**
 * Makes one attempt at a request: proves who asks, and proves it once more where that was
 * refused and there is another proof by now. Notes what answers tell of the server.
 */
export class Attempts {
  readonly #options: SentryHttpOptions;
  readonly #now: () => number;
  readonly #budgets = new RateLimitBudgets();
  /** By operation: milliseconds since 1970. */
  readonly #warnedUntil = new Map<string, number>();
  #namesScopes = false;

  static create(options: SentryHttpOptions): Attempts {
    return new Attempts(options);
  }

  private constructor(options: SentryHttpOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
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
  ): RequestSubject {
    const { instance } = this.#options;
    const { host, hostname, origin: askedAt } = new URL(instance.baseUrl);
    return {
      ...request.subject,
      ...(source && { tokenSource: source }),
      instance: instance.name,
      host,
      askedAt,
      origin: new URL(instance.publicUrl ?? instance.baseUrl).origin,
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
    rate: EndpointRate,
  ): Promise<AttemptResult> {
    const { signal } = request;
    const { instance, logger } = this.#options;
    const subject = this.subjectOf(credentials, request);
    const { credentialId } = credentials;

    signal?.throwIfAborted();
    const { timeoutMs } = instance.client;
    const proof = { credentials, subject, logger, timeoutMs, signal };
    const authorization = await authorize(proof);
    const sending = { credentialId, rate, subject };
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
      url: apiUrl(instance.baseUrl, path, toQuery(query)),
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
        sending.rate.noteAnswer(answer, this.#now());
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
}

function isTokenRejected(result: AttemptResult): boolean {
  return (
    'failure' in result &&
    result.failure instanceof SentryProblemError &&
    result.failure.code === 'TOKEN_REJECTED'
  );
}
