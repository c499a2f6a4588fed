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

/** Looked up at each call, so that instrumentation that replaces it is used. */
const globalFetch: SentryFetch = (url, init) => fetch(url, init);

type Settings = TokenExchangeSettings & { resource: string };
type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

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
  /** Until shortly before they end. However many calls wait for one, it is asked for once. */
  readonly #tokens: LRUCache<string, ExchangedToken, UserCredentials>;
  #settings: Settings;

  constructor({ settings, ...options }: TokenExchangeOptions) {
    const { now = Date.now } = options;
    this.#options = options;
    this.#now = now;
    this.#tokens = new LRUCache({
      max: MOST_USERS,
      perf: { now },
      ttlResolution: 0,
      // Those who wait get it, also where the tokens were cleared meanwhile.
      ignoreFetchAbort: true,
      fetchMethod: async (_user, _old, { context, options: kept }) => {
        const token = await this.#exchange(context);
        // 0 would mean for ever.
        kept.ttl = Math.max(1, token.freshUntil - now());
        return token;
      },
    });
    this.#settings = settings;
  }

  credentialsFor(caller: SentryCaller | undefined): SentryCredentials {
    const credentials = caller?.credentials;
    if (!credentials || !this.#options.auth.isPrincipal(credentials, 'user')) {
      throw new SentryProblemError({
        code: 'NOT_CONNECTED',
        message: `The Sentry instance \`${this.#options.instance.name}\` is asked in the name of the signed-in user, and this call has none: it comes from a service or from background work.`,
        action:
          'Sign in to Backstage and open the page yourself. A service needs an instance with a token of its own.',
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
        return tokens.get(userEntityRef)?.expiresAt;
      },
      getAuthorization: async ({ rejected } = {}) => {
        if (rejected && tokens.get(userEntityRef)?.authorization === rejected) {
          tokens.delete(userEntityRef);
        }
        const token = await tokens.forceFetch(userEntityRef, {
          context: credentials,
        });
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

  async #exchange(credentials: UserCredentials): Promise<ExchangedToken> {
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
    credentials: UserCredentials,
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
    credentials: UserCredentials,
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
  return { instance, host, resource, scopes, audience };
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
