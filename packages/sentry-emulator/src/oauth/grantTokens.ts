import { createHash } from 'node:crypto';
import { OAuthError } from './errors';
import type { EmulatorOAuthApplication } from '../types';
import type { AuthorizationRequest } from './authorizationRequest';
import type { OneTimeStore } from './OneTimeStore';
import type { Authorization, OAuthTokens, TokenPair } from './OAuthTokens';

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
