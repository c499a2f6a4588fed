import express, { type Request, type Response, type Router } from 'express';
import { sendJson } from '../webApi/http';
import {
  authenticateClient,
  OAuthError,
  grantTokens,
  type CodeGrant,
} from './grantTokens';
import {
  readAuthorizationRequest,
  returnUrl,
  type AuthorizationRequest,
  authorizePage,
  errorPage,
  OAuthPageError,
} from './authorize';
import { OneTimeStore, type OAuthTokens, type TokenPair } from './OAuthTokens';
import type { Directory } from '../directory';
import { createdAt } from '../serialize/series';
import type { EmulatorToken } from '../types/options';

/** For codes and for pages waiting for a decision. */
const lifetimeMs = 10 * 60_000;
const tokenTypes = ['access_token', 'refresh_token', null];

/** Sentry as an OAuth 2 server, everything below `/oauth/`. */
export function createOAuthRouter(options: {
  directory: Directory;
  tokens: OAuthTokens;
  clock: () => number;
}): Router {
  const { directory, tokens, clock } = options;
  const pending = new OneTimeStore<AuthorizationRequest>({ clock, lifetimeMs });
  const codes = new OneTimeStore<CodeGrant>({ clock, lifetimeMs });
  const router = express.Router({ strict: true });
  router.use('/oauth/', (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.use(
    '/oauth/',
    express.text({ type: 'application/x-www-form-urlencoded' }),
  );

  router.get('/oauth/authorize/', (req, res) => {
    const query = new URLSearchParams(req.originalUrl.split('?', 2)[1]);
    const request = readAuthorizationRequest(query, directory);
    if ('error' in request) {
      res.redirect(returnUrl(request, { error: request.error }));
      return;
    }
    const transaction = pending.put(request);
    res
      .type('html')
      .send(authorizePage({ request, users: directory.users, transaction }));
  });

  router.post('/oauth/authorize/', (req, res) => {
    const form = readForm(req);
    const request = pending.take(form.get('transaction_id') ?? '');
    const user = directory.user(form.get('user') ?? undefined);
    const decision = form.get('op');
    if (request && decision === 'deny') {
      res.redirect(returnUrl(request, { error: 'access_denied' }));
    } else if (request && user && decision === 'approve') {
      const { application, scopes } = request;
      const code = codes.put({ application, scopes, user, request });
      res.redirect(returnUrl(request, { code }));
    } else {
      sendPage(
        res,
        'We were unable to complete your request. Please start over.',
      );
    }
  });

  router.post('/oauth/token/', (req, res) => {
    const form = readForm(req);
    const application = authenticateClient(
      req.headers.authorization,
      form,
      directory,
    );
    const pair = grantTokens(form, application, { codes, tokens });
    sendJson(res, 200, serializePair(pair));
  });

  router.post('/oauth/revoke/', (req, res) => {
    const form = readForm(req);
    const token = form.get('token');
    const application = authenticateClient(undefined, form, directory);
    if (!token) {
      throw new OAuthError('invalid_request');
    }
    if (!tokenTypes.includes(form.get('token_type_hint'))) {
      throw new OAuthError('unsupported_token_type');
    }
    tokens.revoke(token, application);
    res.status(200).end();
  });

  router.get('/oauth/userinfo/', (req, res) => {
    const { authorization } = req.headers;
    const answer = userinfo(authorization, directory, clock());
    if (answer.challenge) {
      res.set('WWW-Authenticate', answer.challenge);
    }
    sendJson(res, answer.status, answer.body);
  });

  router.use('/oauth/', sendError);
  return router;
}

/** Anything but a form counts as an empty one. */
function readForm(req: Request): URLSearchParams {
  return new URLSearchParams(typeof req.body === 'string' ? req.body : '');
}

function serializePair(pair: TokenPair): Record<string, unknown> {
  const { id, name, email } = pair.user;
  return {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_in: pair.expiresIn,
    expires_at: new Date(pair.expiresAt).toISOString(),
    token_type: 'Bearer',
    scope: pair.scopes.join(' '),
    user: { id, name, email },
  };
}

function sendError(
  error: unknown,
  _req: Request,
  res: Response,
  next: (error: unknown) => void,
): void {
  if (error instanceof OAuthPageError) {
    sendPage(res, `Missing or invalid ${error.message} parameter.`);
  } else if (error instanceof OAuthError) {
    if (error.status === 401) {
      res.set('WWW-Authenticate', 'Basic realm="oauth"');
    }
    sendJson(res, error.status, { error: error.code });
  } else {
    next(error);
  }
}

function sendPage(res: Response, message: string): void {
  res.status(400).type('html').send(errorPage(message));
}

interface UserinfoAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly challenge?: string;
}

/** The claims about the user that the token's scopes allow (RFC 6750 §3.1 for the refusals). */
function userinfo(
  authorization: string | undefined,
  directory: Directory,
  now: number,
): UserinfoAnswer {
  const value = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (value === undefined) {
    return refuse(401, 'invalid_request', 'Bearer realm="api"');
  }
  const token = directory.token(value);
  const user = directory.user(token?.user);
  if (!token || !user || !isGood(token, now)) {
    return refuse(
      401,
      'invalid_token',
      'Bearer realm="api", error="invalid_token"',
    );
  }
  const has = (scope: string) => token.scopes.includes(scope);
  if (!has('openid')) {
    return refuse(
      403,
      'insufficient_scope',
      'Bearer realm="api", error="insufficient_scope", scope="openid"',
    );
  }
  return {
    status: 200,
    body: {
      sub: user.id,
      ...(has('profile') && {
        name: user.name,
        avatar_type: 'letter_avatar',
        avatar_url: null,
        date_joined: createdAt,
      }),
      ...(has('email') && {
        email: user.email,
        email_verified: user.emailVerified ?? true,
      }),
    },
  };
}

/** Who must sign in anew with an organization's provider is still who they are. */
function isGood(token: EmulatorToken, now: number): boolean {
  const { state, expiresAt = Infinity } = token;
  return (state === undefined || state === 'sso-required') && expiresAt > now;
}

function refuse(
  status: number,
  error: string,
  challenge: string,
): UserinfoAnswer {
  return { status, body: { error }, challenge };
}
