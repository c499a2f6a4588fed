import { AuthenticationError } from '@backstage/errors';
import {
  PassportHelpers,
  type OAuthAuthenticatorAuthenticateInput,
  type OAuthAuthenticatorLogoutInput,
  type OAuthAuthenticatorRefreshInput,
  type OAuthAuthenticatorResult,
  type OAuthAuthenticatorStartInput,
} from '@backstage/plugin-auth-node';
import { explainUnreachable } from './client/explain';
import {
  toProfile,
  type SentryProfile,
  type TokenReply,
} from './client/schemas';
import {
  SentryOAuthClient,
  type TokenIdentity,
} from './client/SentryOAuthClient';
import type { ProviderConfig } from './readProviderConfig';
import { SharedRefreshes } from './session/SharedRefreshes';
import {
  decodeSession,
  encodeSession,
  type SessionOwner,
  type StoredSession,
} from './session/storedSession';
import { withTimeout } from './session/withTimeout';
import { SentryStrategy } from './strategy/SentryStrategy';

type Result = OAuthAuthenticatorResult<SentryProfile>;

const exchangeTimeoutMs = 10_000;

/** Backstage's frontend asks for a new access token five minutes before the end of the old one. */
const renewBeforeMs = 10 * 60_000;

/**
 * The connections of users to one Sentry.
 *
 * A refresh in Sentry ends the old access token at once, and Backstage's frontend
 * refreshes whenever a page is loaded: a second tab would cut off the first. So the
 * browser keeps both tokens, and the pair is replaced only when the access token is
 * about to expire, or Sentry no longer takes it.
 */
export class SentryConnections {
  readonly #strategy: SentryStrategy;
  readonly #client: SentryOAuthClient;
  readonly #refreshes = new SharedRefreshes();
  readonly #owner: SessionOwner;

  static create(
    options: ProviderConfig & { callbackUrl: string },
  ): SentryConnections {
    return new SentryConnections(options);
  }

  private constructor(options: ProviderConfig & { callbackUrl: string }) {
    this.#client = SentryOAuthClient.create(options);
    this.#strategy = new SentryStrategy(options, this.#client);
    this.#owner = {
      server: options.baseUrl,
      clientSecret: options.clientSecret,
    };
  }

  start({ req, scope, state }: OAuthAuthenticatorStartInput) {
    return PassportHelpers.executeRedirectStrategy(req, this.#strategy, {
      scope,
      state,
    });
  }

  async authenticate({
    req,
  }: OAuthAuthenticatorAuthenticateInput): Promise<Result> {
    const { result } = await withTimeout(
      PassportHelpers.executeFrameHandlerStrategy<TokenReply>(
        req,
        this.#strategy,
      ),
      exchangeTimeoutMs,
      explainUnreachable(),
    );
    return this.#fromReply(result);
  }

  async refresh(input: OAuthAuthenticatorRefreshInput): Promise<Result> {
    const stored = this.#decode(input.refreshToken);
    if (stored.expiresAt - Date.now() > renewBeforeMs) {
      const identity = await this.#client.identify(stored.accessToken);
      if (identity) {
        return this.#toResult(stored, identity);
      }
    }
    const { refreshToken } = stored;
    return this.#fromReply(
      await this.#refreshes.run(refreshToken, () =>
        this.#client.refresh(refreshToken),
      ),
    );
  }

  /** Ends the connection in Sentry too. Backstage forgets it whether or not that succeeds. */
  async logout({ refreshToken }: OAuthAuthenticatorLogoutInput): Promise<void> {
    if (!refreshToken) {
      return;
    }
    try {
      const stored = this.#decode(refreshToken);
      // Another tab may have replaced it, or be about to.
      const latest = await this.#refreshes.end(stored.refreshToken);
      await this.#client.revoke(latest);
    } catch {
      // What is thrown here would keep the cookie.
    }
  }

  #decode(text: string): StoredSession {
    return decodeSession(text, this.#owner);
  }

  /**
   * New tokens are handed on even if Sentry can't be asked whose they are: the old
   * ones are no good any more. The reply names the user as well, only not whether the
   * e-mail address is confirmed.
   */
  async #fromReply(reply: TokenReply): Promise<Result> {
    const stored: StoredSession = {
      server: this.#owner.server,
      accessToken: reply.access_token,
      refreshToken: reply.refresh_token,
      expiresAt: Date.now() + reply.expires_in * 1000,
    };
    const fromReply = { user: reply.user, scopes: reply.scope.split(' ') };
    const identity = await this.#client
      .identify(stored.accessToken)
      .catch(() => undefined);
    if (identity && identity.user.id !== reply.user.id) {
      throw new AuthenticationError(
        'Sentry names two different users for one sign-in',
      );
    }
    return this.#toResult(stored, identity ?? fromReply, reply.id_token);
  }

  #toResult(
    stored: StoredSession,
    { user, scopes }: TokenIdentity,
    idToken?: string,
  ): Result {
    return {
      fullProfile: toProfile(user),
      session: {
        accessToken: stored.accessToken,
        tokenType: 'bearer',
        scope: scopes.join(' '),
        expiresInSeconds: Math.floor((stored.expiresAt - Date.now()) / 1000),
        idToken,
        refreshToken: encodeSession(stored, this.#owner),
      },
    };
  }
}
