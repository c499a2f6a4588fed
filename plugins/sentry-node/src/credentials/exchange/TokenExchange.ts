import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import type { SentryFetch } from '../../client/fetchSameOrigin';
import { SentryProblemError } from '../../problems/SentryProblemError';
import { safeText } from '../../text/safeText';
import type { CallerCredentials } from '../CallerCredentials';
import { credentialIdOf } from '../credentialIdOf';
import type { SentryCaller } from '../SentryCaller';
import type { SentryCredentials } from '../SentryCredentials';
import { refusedExchange, type ExchangeSubject } from './exchangeProblems';
import { requestToken } from './requestToken';
import type { ExchangedToken, TokenExchangeSettings } from './types';

const MOST_USERS = 1_000;

/** Looked up at each call, so that instrumentation that replaces it is used. */
const globalFetch: SentryFetch = (url, init) => fetch(url, init);

export interface TokenExchangeOptions {
  instance: { name: string; client: { timeoutMs: number } };
  settings: TokenExchangeSettings & { resource: string };
  auth: AuthService;
  logger: LoggerService;
  fetch?: SentryFetch;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Trades the caller's Backstage identity for a Sentry token of the caller's, at a
 * security token service (RFC 8693). Tokens are kept for each user until shortly
 * before they end, and however many calls wait for one, it is asked for once.
 *
 * The identity is the limited user token: a JWT of the auth backend's, with the
 * user's entity ref as `sub`, that any service can check against its JWKS, and that
 * lets nobody act for the user in Backstage.
 */
export class TokenExchange implements CallerCredentials {
  readonly #options: TokenExchangeOptions;
  readonly #subject: ExchangeSubject;
  readonly #now: () => number;
  readonly #tokens = new LRUCache<string, ExchangedToken>({ max: MOST_USERS });
  readonly #underWay = new Map<string, Promise<ExchangedToken>>();

  static create(options: TokenExchangeOptions): TokenExchange {
    return new TokenExchange(options);
  }

  private constructor(options: TokenExchangeOptions) {
    const { settings, instance } = options;
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#subject = {
      instance: instance.name,
      host: new URL(settings.tokenUrl).host,
      resource: settings.resource,
      scopes: settings.scopes,
    };
  }

  credentialsFor(caller: SentryCaller | undefined): SentryCredentials {
    const { auth, settings } = this.#options;
    const credentials = caller?.credentials;
    if (!credentials || !auth.isPrincipal(credentials, 'user')) {
      throw new SentryProblemError({
        code: 'NOT_CONNECTED',
        message: `The Sentry instance \`${this.#subject.instance}\` is asked in the name of the signed-in user, and this call has none: it comes from a service or from background work.`,
        action:
          'Sign in to Backstage and open the page yourself; a service needs an instance with a token of its own.',
      });
    }
    const { userEntityRef } = credentials.principal;
    const { tokenUrl, clientId, resource, scopes } = settings;
    return {
      // The user's, not the token's: that one changes often, and the answers don't.
      credentialId: credentialIdOf(
        'token-exchange',
        JSON.stringify([tokenUrl, clientId, resource, scopes, userEntityRef]),
      ),
      source: 'token-exchange',
      getAuthorization: async ({ rejected } = {}) =>
        (await this.#tokenOf(credentials, rejected)).authorization,
    };
  }

  async #tokenOf(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    rejected?: string,
  ): Promise<ExchangedToken> {
    const user = credentials.principal.userEntityRef;
    const kept = this.#tokens.get(user);
    if (
      kept &&
      kept.authorization !== rejected &&
      this.#now() < kept.freshUntil
    ) {
      return kept;
    }
    this.#tokens.delete(user);
    const underWay = this.#underWay.get(user);
    if (underWay) {
      return underWay;
    }
    const asked = this.#exchange(credentials);
    this.#underWay.set(user, asked);
    try {
      const token = await asked;
      this.#tokens.set(user, token);
      return token;
    } finally {
      this.#underWay.delete(user);
    }
  }

  async #exchange(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ExchangedToken> {
    const { instance, settings, fetch = globalFetch, logger } = this.#options;
    const outcome = (what: string) =>
      logger.debug(
        `Token exchange for the Sentry instance '${instance.name}': ${what}`,
      );
    try {
      const token = await requestToken({
        settings,
        subject: this.#subject,
        subjectToken: await this.#subjectToken(credentials),
        fetch,
        timeoutMs: instance.client.timeoutMs,
        now: this.#now,
      });
      outcome('ok');
      return token;
    } catch (error) {
      outcome(error instanceof SentryProblemError ? error.code : 'failed');
      throw error;
    }
  }

  async #subjectToken(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<string> {
    try {
      const { token } =
        await this.#options.auth.getLimitedUserToken(credentials);
      return token;
    } catch (error) {
      const { name, message } = toError(error);
      this.#options.logger.warn(
        `No proof of the user's identity: ${name}: ${safeText(message)}`,
      );
      throw new SentryProblemError(
        refusedExchange(this.#subject, {
          status: 400,
          body: { error: 'invalid_grant' },
        }),
      );
    }
  }
}
