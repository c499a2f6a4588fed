import OAuth2Strategy from 'passport-oauth2';
import {
  explainAuthorizationError,
  explainTokenError,
  explainUnexpected,
  explainUnreachable,
} from '../client/explain';
import { tokenReplySchema } from '../client/schemas';
import type { ProviderConfig } from '../readProviderConfig';
import { VerifierCookie, type GivenState } from './VerifierCookie';

/** Its types are of another version of Express than Backstage's. */
type PassportRequest = Parameters<OAuth2Strategy['authenticate']>[0];

/** What passport-oauth2 says of a reply without tokens, such as a web page. */
const noTokens = 'Failed to obtain access token';

interface StartOptions {
  readonly scope?: string;
  readonly state?: string | GivenState;
}

/**
 * Sentry for passport: sends the browser to Sentry with PKCE, and trades the code it
 * comes back with for a `TokenReply`, which is what passport calls the user.
 */
export class SentryStrategy extends OAuth2Strategy {
  constructor(options: ProviderConfig & { callbackUrl: string }) {
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
