import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import type { SentryCredentials } from '../../credentials/types';
import { SentryProblemError } from '../../problems';
import { safeText } from '../../text/mask';
import { type RequestSubject, missingScopes } from '../problems/facts';
import { type AttemptResult, attempt } from './attempt';
import {
  secretsOf,
  withoutSecrets,
  type Redact,
} from '../../text/withoutSecrets';
import { apiUrl, toQuery } from './path';
import type { SentryFetch } from '../../http';
import {
  readRateLimit,
  type EndpointRate,
  type SentryRateLimit,
} from './rates';
import { isSentrySaas } from '../../mapping/links';
import type { SentryHttpOptions, SentryHttpRequest } from './types';

interface AuthorizeOptions {
  credentials: SentryCredentials;
  subject: RequestSubject;
  logger: LoggerService;
  timeoutMs: number;
  signal?: AbortSignal;
  /** What Sentry has just answered with 401. */
  rejected?: string;
}

/**
 * The value of the Authorization header. Credentials may come from elsewhere, such as
 * a company's vault: one that fails or hangs is another problem than Sentry doing so.
 */
async function authorize(options: AuthorizeOptions): Promise<string> {
  const { credentials, subject, logger, rejected } = options;
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal
    ? AbortSignal.any([options.signal, timeout])
    : timeout;
  try {
    return await beforeAbort(
      credentials.getAuthorization({ signal, rejected }),
      signal,
    );
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof SentryProblemError) {
      throw error;
    }
    const { name, message } = toError(error);
    logger.warn(
      `No credential for the Sentry instance '${subject.instance}': ${name}: ${safeText(message)}`,
    );
    throw new SentryProblemError(unobtainable(subject));
  }
}

async function beforeAbort<T>(
  value: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([value, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function unobtainable({ instance }: RequestSubject) {
  return {
    code: 'UPSTREAM_UNAVAILABLE',
    message: `The credential of the Sentry instance \`${instance}\` can't be obtained from where it is kept.`,
    action:
      'Try again in a minute. If this continues, ask your platform team to look for the reason in the log of Backstage.',
  } as const;
}

/**
 * Whether a request that was made shows that the server is there: a refusal does, while a
 * gateway's word that it found none does not. `undefined` where the caller gave up before
 * that showed.
 */
function showsServer(
  result: AttemptResult,
  signal?: AbortSignal,
): boolean | undefined {
  if ('answer' in result) {
    return true;
  }
  const { failure } = result;
  if (failure instanceof SentryProblemError) {
    return (
      failure.code !== 'UPSTREAM_TIMEOUT' &&
      failure.code !== 'UPSTREAM_UNAVAILABLE'
    );
  }
  return signal?.aborted ? undefined : false;
}

/** Looked up at each call, so that instrumentation that replaces it is used. */
const globalFetch: SentryFetch = (url, init) => fetch(url, init);

/** A server that sends a credential back does so with every answer. */
const WARN_EVERY_MS = 3_600_000;

const MOST_CREDENTIALS = 1_000;

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
  /** The last one by the name of the credential. */
  readonly #rateLimits = new LRUCache<string, SentryRateLimit>({
    max: MOST_CREDENTIALS,
  });
  /** By operation: milliseconds since 1970. */
  readonly #warnedUntil = new Map<string, number>();
  #namesScopes = false;

  constructor(options: SentryHttpOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  rateLimitOf({
    credentialId,
  }: SentryCredentials): SentryRateLimit | undefined {
    return this.#rateLimits.get(credentialId);
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
    const { path, query = {}, signal } = request;
    const { instance, metrics, fetch = globalFetch } = this.#options;
    const result = await attempt({
      ...request,
      fetch,
      url: apiUrl(instance.baseUrl, path, toQuery(query)),
      authorization: sending.authorization,
      timeoutMs: instance.client.timeoutMs,
      subject: sending.subject,
      now: this.#now,
      redact: this.#redactOf(request, sending),
      onAnswer: answer => {
        metrics.recordRateLimit(instance.name, answer.headers);
        this.#namesScopes ||= missingScopes(answer).length > 0;
        const rateLimit = readRateLimit(answer.headers);
        if (rateLimit) {
          this.#rateLimits.set(sending.credentialId, rateLimit);
        }
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
