import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { readJsonBody } from 'backstage-plugin-sentry-node';
import type { ProviderConfig } from '../readProviderConfig';
import {
  explainTokenError,
  explainUnexpected,
  explainUnreachable,
} from './explain';
import {
  apiRootSchema,
  tokenReplySchema,
  type SentryUser,
  type TokenReply,
} from './schemas';

const timeoutMs = 10_000;
/** Far beyond any reply with tokens; a runaway answer must not fill the memory. */
const MAX_BODY_BYTES = 256 * 1024;

/** Whose a token is, and what it may do. */
export interface TokenIdentity {
  readonly user: SentryUser;
  readonly scopes: string[];
}

/**
 * The requests to Sentry that need no browser.
 *
 * Errors are fit to be shown: they hold no token, no secret and nothing of an
 * answer. Redirects are not followed, so that secrets stay with the server they
 * are meant for.
 */
export class SentryOAuthClient {
  readonly #config: ProviderConfig;

  static create(config: ProviderConfig): SentryOAuthClient {
    return new SentryOAuthClient(config);
  }

  private constructor(config: ProviderConfig) {
    this.#config = config;
  }

  /**
   * Trades the code that a browser came back with.
   *
   * @param params - beside what proves that it is this application
   * @returns what Sentry answers, whatever it is
   * @throws ServiceUnavailableError where it does not
   */
  exchange(
    params: Record<string, string>,
  ): Promise<{ status: number; body: unknown }> {
    return this.#post('/oauth/token/', params);
  }

  /**
   * Trades a refresh token for a new pair; the old pair is no good afterwards.
   * The scopes stay, and must not be named: Sentry refuses that.
   *
   * @throws AuthenticationError where Sentry does not take the token
   * @throws ServiceUnavailableError where Sentry is down or asks for a pause: Backstage's
   *   frontend then keeps the connection and says to try again
   */
  async refresh(refreshToken: string): Promise<TokenReply> {
    const { status, body } = await this.#post('/oauth/token/', {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    if (status >= 500 || status === 429) {
      throw new ServiceUnavailableError(explainTokenError(status, undefined));
    }
    if (status !== 200) {
      throw new AuthenticationError(explainTokenError(status, body));
    }
    const reply = tokenReplySchema.safeParse(body);
    if (!reply.success) {
      throw new AuthenticationError(explainUnexpected('tokens'));
    }
    return reply.data;
  }

  /** @returns nothing where the token has expired or was revoked */
  async identify(accessToken: string): Promise<TokenIdentity | undefined> {
    const { status, body } = await this.#fetch('/api/0/', {
      headers: { Authorization: `Bearer ${accessToken}` },
    });
    if (status === 401) {
      return undefined;
    }
    const root = apiRootSchema.safeParse(body);
    if (!root.success) {
      throw new ServiceUnavailableError(explainUnexpected('whose a token is'));
    }
    return { user: root.data.user, scopes: root.data.auth.scopes };
  }

  /** Ends the pair that a refresh token belongs to (RFC 7009), where the server can. */
  async revoke(refreshToken: string): Promise<void> {
    await this.#post('/oauth/revoke/', {
      token: refreshToken,
      token_type_hint: 'refresh_token',
    });
  }

  #post(path: string, params: Record<string, string>) {
    const { clientId, clientSecret } = this.#config;
    return this.#fetch(path, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        ...params,
      }),
    });
  }

  async #fetch(
    path: string,
    init: RequestInit,
  ): Promise<{ status: number; body: unknown }> {
    try {
      const response = await fetch(`${this.#config.baseUrl}${path}`, {
        ...init,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = await readJsonBody(response, { maxBytes: MAX_BODY_BYTES });
      if (answer.kind === 'too-large') {
        throw new Error('The answer is too long');
      }
      const body = answer.kind === 'json' ? answer.value : undefined;
      return { status: response.status, body };
    } catch {
      // The cause is left out: some servers' names are nobody's business in a browser.
      throw new ServiceUnavailableError(explainUnreachable());
    }
  }
}
