import { LRUCache } from 'lru-cache';
import { isDeepStrictEqual } from 'node:util';
import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SentryFetch } from '../../http';
import { SentryProblemError } from '../../problems';
import { safeText } from '../../text/mask';
import { credentialIdOf } from '../static';
import type {
  ReplaceableCredentials,
  SentryCaller,
  SentryCallerCredentials,
  SentryCredentials,
} from '../types';
import { auditExchange, refusedExchange, ExchangeSubject } from './problems';
import {
  requestToken,
  type ExchangedToken,
  type TokenExchangeSettings,
} from './requestToken';

const MOST_USERS = 1_000;

/**
 * Keeps a token for each user until shortly before it ends. However many calls wait for
 * one, it is asked for once.
 */
class UserTokens {
  readonly #now: () => number;
  readonly #kept = new LRUCache<string, ExchangedToken>({ max: MOST_USERS });
  readonly #underWay = new Map<string, Promise<ExchangedToken>>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** When the user's token ends; absent where there is none, or it does not tell. */
  expiryOf(user: string): number | undefined {
    return this.#kept.get(user)?.expiresAt;
  }

  /** @param options - `rejected`: a value that is good no longer, whatever it said */
  async get(
    user: string,
    options: { rejected?: string; ask: () => Promise<ExchangedToken> },
  ): Promise<ExchangedToken> {
    const { rejected, ask } = options;
    const kept = this.#kept.get(user);
    if (
      kept &&
      kept.authorization !== rejected &&
      this.#now() < kept.freshUntil
    ) {
      return kept;
    }
    this.#kept.delete(user);
    const underWay = this.#underWay.get(user);
    if (underWay) {
      return underWay;
    }
    const asked = ask();
    this.#underWay.set(user, asked);
    // Those from before a `clear` are for those who asked then.
    const isCurrent = () => this.#underWay.get(user) === asked;
    try {
      const token = await asked;
      if (isCurrent()) {
        this.#kept.set(user, token);
      }
      return token;
    } finally {
      if (isCurrent()) {
        this.#underWay.delete(user);
      }
    }
  }

  /** Forgets all of them, those on their way too. */
  clear(): void {
    this.#kept.clear();
    this.#underWay.clear();
  }
}

/** Looked up at each call, so that instrumentation that replaces it is used. */
const globalFetch: SentryFetch = (url, init) => fetch(url, init);

type Settings = TokenExchangeSettings & { resource: string };

interface TokenExchangeOptions {
  instance: { name: string; client: { timeoutMs: number } };
  settings: Settings;
  auditor: AuditorService;
  auth: AuthService;
  logger: LoggerService;
  fetch?: SentryFetch;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Trades the caller's Backstage identity for a Sentry token of the caller's, at a
 * security token service (RFC 8693). Each exchange is an event of the auditor's; a
 * token that is kept is none.
 *
 * The identity is the limited user token: a JWT of the auth backend's, with the
 * user's entity ref as `sub`, that any service can check against its JWKS, and that
 * lets nobody act for the user in Backstage.
 */
export class TokenExchange
  implements SentryCallerCredentials, ReplaceableCredentials
{
  readonly #options: Omit<TokenExchangeOptions, 'settings'>;
  readonly #now: () => number;
  readonly #tokens: UserTokens;
  #settings: Settings;

  constructor({ settings, ...options }: TokenExchangeOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#tokens = new UserTokens(this.#now);
    this.#settings = settings;
  }

  credentialsFor(caller: SentryCaller | undefined): SentryCredentials {
    const credentials = caller?.credentials;
    if (!credentials || !this.#options.auth.isPrincipal(credentials, 'user')) {
      throw new SentryProblemError({
        code: 'NOT_CONNECTED',
        message: `The Sentry instance \`${this.#options.instance.name}\` is asked in the name of the signed-in user, and this call has none: it comes from a service or from background work.`,
        action:
          'Sign in to Backstage and open the page yourself; a service needs an instance with a token of its own.',
      });
    }
    const { userEntityRef } = credentials.principal;
    const given = Object.values(tokensOf(this.#settings)).map(
      setting => setting ?? null,
    );
    const tokens = this.#tokens;
    return {
      // The user's, not the token's: that one changes often, and the answers don't.
      credentialId: credentialIdOf(
        'token-exchange',
        JSON.stringify([given, userEntityRef]),
      ),
      source: 'token-exchange',
      get expiresAt() {
        return tokens.expiryOf(userEntityRef);
      },
      getAuthorization: async ({ rejected } = {}) => {
        const ask = () => this.#exchange(credentials);
        const token = await tokens.get(userEntityRef, { rejected, ask });
        return token.authorization;
      },
    };
  }

  /** Tokens from before stay good until they end, unless other ones would be given out now. */
  replace(next: object): boolean | undefined {
    if (!(next instanceof TokenExchange)) {
      return undefined;
    }
    const before = this.#settings;
    const after = next.#settings;
    this.#settings = after;
    if (!isDeepStrictEqual(tokensOf(before), tokensOf(after))) {
      this.#tokens.clear();
    }
    return !isDeepStrictEqual(before, after);
  }

  async #exchange(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ExchangedToken> {
    const settings = this.#settings;
    try {
      return await this.#exchangeWith(settings, credentials);
    } catch (error) {
      // They may have been rotated since this exchange set out.
      if (this.#settings === settings) {
        throw error;
      }
      return this.#exchangeWith(this.#settings, credentials);
    }
  }

  async #exchangeWith(
    settings: Settings,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<ExchangedToken> {
    const { instance, auditor, fetch = globalFetch } = this.#options;
    const subject = subjectOf(instance.name, settings);
    const { userEntityRef } = credentials.principal;
    return auditExchange({ auditor, subject, userEntityRef }, async () =>
      requestToken({
        settings,
        subject,
        subjectToken: await this.#subjectToken(credentials, subject),
        fetch,
        timeoutMs: instance.client.timeoutMs,
        now: this.#now,
      }),
    );
  }

  async #subjectToken(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    subject: ExchangeSubject,
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
        refusedExchange(subject, {
          status: 400,
          body: { error: 'invalid_grant' },
        }),
      );
    }
  }
}

function subjectOf(instance: string, settings: Settings): ExchangeSubject {
  const { tokenUrl, resource, audience, scopes } = settings;
  const { host } = new URL(tokenUrl);
  return { instance, host, resource, scopes, ...(audience && { audience }) };
}

/** What decides which tokens are given out; how Backstage proves itself does not. */
function tokensOf({
  tokenUrl,
  clientId,
  resource,
  audience,
  scopes,
}: Settings) {
  return { tokenUrl, clientId, resource, audience, scopes };
}
