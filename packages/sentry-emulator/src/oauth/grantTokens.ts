import { createHash } from 'node:crypto';
import type { EmulatorOAuthApplication } from '../types/options';
import type { AuthorizationRequest } from './authorize';
import type {
  OneTimeStore,
  Authorization,
  OAuthTokens,
  TokenPair,
} from './OAuthTokens';
import type { Directory } from '../directory';

/** An error of the token and revoke endpoints, RFC 6749 §5.2; Sentry sends no description. */
export class OAuthError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string) {
    super(`OAuth error ${code}`);
    this.code = code;
    this.status = code === 'invalid_client' ? 401 : 400;
  }
}

/** What a code stands for until it is exchanged. */
export interface CodeGrant extends Authorization {
  readonly request: AuthorizationRequest;
}

/**
 * The pair of tokens that an application asks for with a form.
 *
 * @throws OAuthError
 */
export function grantTokens(
  form: URLSearchParams,
  application: EmulatorOAuthApplication,
  { codes, tokens }: { codes: OneTimeStore<CodeGrant>; tokens: OAuthTokens },
): TokenPair {
  switch (form.get('grant_type')) {
    case null:
    case '':
      throw new OAuthError('invalid_request');
    case 'authorization_code':
      return tokens.issue(exchangeCode(form, application, codes));
    case 'refresh_token':
      return refresh(form, application, tokens);
    default:
      throw new OAuthError('unsupported_grant_type');
  }
}

/** A code is spent by the first try, whether that succeeds or not. */
function exchangeCode(
  form: URLSearchParams,
  application: EmulatorOAuthApplication,
  codes: OneTimeStore<CodeGrant>,
): Authorization {
  const grant = codes.take(form.get('code') ?? '');
  if (
    !grant ||
    grant.application !== application ||
    form.get('redirect_uri') !== grant.request.redirectUri ||
    !proves(form.get('code_verifier'), grant.request.codeChallenge)
  ) {
    throw new OAuthError('invalid_grant');
  }
  return grant;
}

function proves(
  verifier: string | null,
  challenge: string | undefined,
): boolean {
  return (
    challenge === undefined ||
    (verifier !== null &&
      createHash('sha256').update(verifier).digest('base64url') === challenge)
  );
}

function refresh(
  form: URLSearchParams,
  application: EmulatorOAuthApplication,
  tokens: OAuthTokens,
): TokenPair {
  const refreshToken = form.get('refresh_token');
  if (!refreshToken || form.get('scope')) {
    throw new OAuthError('invalid_request');
  }
  const pair = tokens.refresh(refreshToken, application);
  if (!pair) {
    throw new OAuthError('invalid_grant');
  }
  return pair;
}

/**
 * Who asks: by HTTP Basic or by `client_id` and `client_secret` in the form,
 * never by both (RFC 6749 §2.3).
 *
 * @throws OAuthError
 */
export function authenticateClient(
  authorization: string | undefined,
  form: URLSearchParams,
  directory: Directory,
): EmulatorOAuthApplication {
  const basic = readBasic(authorization);
  const inForm = form.has('client_id') || form.has('client_secret');
  if (basic && inForm) {
    throw new OAuthError('invalid_request');
  }
  const { id, secret } = basic ?? {
    id: form.get('client_id'),
    secret: form.get('client_secret'),
  };
  const application = directory.application(id ?? '');
  if (!application || application.clientSecret !== secret) {
    throw new OAuthError('invalid_client');
  }
  return application;
}

function readBasic(
  authorization: string | undefined,
): { id: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  const [id, ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return { id, secret: secret.join(':') };
}
