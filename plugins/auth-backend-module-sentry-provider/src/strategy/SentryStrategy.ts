import OAuth2Strategy from 'passport-oauth2';
import { z } from 'zod';
import {
  explainAuthorizationError,
  explainTokenError,
  explainUnexpected,
  explainUnreachable,
} from '../client/explain';
import { tokenReplySchema } from '../client/schemas';
import { SentryOAuthClient } from '../client/SentryOAuthClient';
import type { ProviderConfig } from '../readProviderConfig';
import { VerifierCookie, type GivenState } from './VerifierCookie';

/** Its types are of another version of Express than Backstage's. */
type PassportRequest = Parameters<OAuth2Strategy['authenticate']>[0];

/** What passport-oauth2 says of a reply without tokens, such as a web page. */
const noTokens = 'Failed to obtain access token';

/** As passport reads a reply, whose other fields the schema checks after it. */
const tokenPair = z.object({
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
});

type TokenCallback = (
  error: { statusCode?: number; data?: string } | null,
  accessToken?: string,
  refreshToken?: string,
  reply?: unknown,
) => void;

interface StartOptions {
  readonly scope?: string;
  readonly state?: string | GivenState;
}

/**
 * Sentry for passport: sends the browser to Sentry with PKCE, and trades the code it
 * comes back with for a `TokenReply`, which is what passport calls the user.
 */
export class SentryStrategy extends OAuth2Strategy {
  /** @param client - trades codes for tokens, which passport would with no bound in time or size */
  constructor(
    options: ProviderConfig & { callbackUrl: string },
    client: SentryOAuthClient = SentryOAuthClient.create(options),
  ) {
    const { baseUrl, clientId, clientSecret, callbackUrl } = options;
    super(
      {
        authorizationURL: `${baseUrl}/oauth/authorize/`,
        tokenURL: `${baseUrl}/oauth/token/`,
        clientID: clientId,
        clientSecret,
        callbackURL: callbackUrl,
        pkce: true,
        // The reply with the tokens names the user.
        skipUserProfile: true,
        // Its types know no store that keeps verifiers, which passport-oauth2 has since 1.6.
        store: new VerifierCookie(
          callbackUrl,
        ) as unknown as OAuth2Strategy.StateStore,
      },
      (
        accessToken: string,
        refreshToken: string,
        params: object,
        _profile: unknown,
        done: OAuth2Strategy.VerifyCallback,
      ) => {
        const reply = tokenReplySchema.safeParse({
          ...params,
          access_token: accessToken,
          refresh_token: refreshToken,
        });
        if (reply.success) {
          done(null, reply.data);
        } else {
          done(new Error(explainUnexpected('tokens')));
        }
      },
    );
    // Assigned, as the types of the package know no callback without an error.
    Object.assign(this._oauth2, { getOAuthAccessToken: tradeWith(client) });
  }

  /** Given a state as text, passport-oauth2 would forget the verifier. */
  override authenticate(
    req: PassportRequest,
    options: StartOptions = {},
  ): void {
    const { error } = req.query;
    if (error) {
      // Several are none of Sentry's; passport would repeat what stands beside them.
      this.error(new Error(explainAuthorizationError(String(error))));
      return;
    }
    // Each request has a strategy of its own, made of this one.
    const report = this.error;
    this.error = cause => report(readable(cause));
    const { state } = options;
    super.authenticate(
      req,
      typeof state === 'string'
        ? { ...options, state: { value: state } }
        : options,
    );
  }

  override parseErrorResponse(body: string, status: number): Error {
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      parsed = undefined;
    }
    return new Error(explainTokenError(status, parsed));
  }
}

/** Gives passport the tokens for a code as its own client would. */
function tradeWith(client: SentryOAuthClient) {
  return (
    code: string,
    params: Record<string, string>,
    callback: TokenCallback,
  ): void => {
    client.exchange({ ...params, code }).then(
      ({ status, body }) => {
        if (status >= 400) {
          const data = JSON.stringify(body ?? null);
          callback({ statusCode: status, data });
          return;
        }
        const { data } = tokenPair.safeParse(body);
        callback(null, data?.access_token, data?.refresh_token, body);
      },
      error => callback(error),
    );
  };
}

/** Says what passport-oauth2 has no words for. */
function readable(cause: unknown): unknown {
  if (cause instanceof OAuth2Strategy.InternalOAuthError) {
    const status: unknown = cause.oauthError?.statusCode;
    return new Error(
      typeof status === 'number'
        ? explainTokenError(status, undefined)
        : explainUnreachable(),
    );
  }
  return cause instanceof Error && cause.message === noTokens
    ? new Error(explainUnexpected('tokens'))
    : cause;
}
