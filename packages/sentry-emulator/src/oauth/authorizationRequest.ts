import { OAuthPageError } from './errors';
import { isRegistered } from './redirectUri';
import { knownScopes } from './scopes';
import type { Directory } from '../directory';
import type { EmulatorOAuthApplication } from '../types';

/** RFC 7636 §4.2. */
const challengePattern = /^[A-Za-z0-9\-._~]{43,128}$/;

/** Where the browser goes back to, with what the application wants to see again. */
export interface ReturnAddress {
  readonly redirectUri: string;
  readonly state?: string;
}

/** What an application asks a user for. */
export interface AuthorizationRequest extends ReturnAddress {
  readonly application: EmulatorOAuthApplication;
  readonly scopes: string[];
  readonly codeChallenge?: string;
}

/**
 * Reads the query of the authorize page.
 *
 * @returns the request, or the error to tell the application about
 * @throws OAuthPageError where nobody can be told, because the application or its
 * address is not known for sure
 */
export function readAuthorizationRequest(
  query: URLSearchParams,
  directory: Directory,
): AuthorizationRequest | (ReturnAddress & { error: string }) {
  const application = directory.application(query.get('client_id') ?? '');
  if (!application) {
    throw new OAuthPageError('client_id');
  }
  const redirectUri = readRedirectUri(query, application);
  // Sentry also knows `token`, which the emulator leaves out; what it refuses it blames on the id.
  if (query.get('response_type') !== 'code') {
    throw new OAuthPageError('client_id');
  }
  const address = { redirectUri, state: query.get('state') ?? undefined };
  const scopes = query.get('scope')?.split(' ').filter(Boolean) ?? [];
  if (!scopes.every(scope => knownScopes.has(scope))) {
    return { ...address, error: 'invalid_scope' };
  }
  const codeChallenge = query.get('code_challenge') ?? undefined;
  if (
    codeChallenge !== undefined &&
    (!challengePattern.test(codeChallenge) ||
      query.get('code_challenge_method') !== 'S256')
  ) {
    return { ...address, error: 'invalid_request' };
  }
  return { ...address, application, scopes, codeChallenge };
}

/** The address to answer to, with parameters added to those it has. */
export function returnUrl(
  { redirectUri, state }: ReturnAddress,
  params: Record<string, string>,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(params)) {
    url.searchParams.append(name, value);
  }
  if (state !== undefined) {
    url.searchParams.append('state', state);
  }
  return url.href;
}

function readRedirectUri(
  query: URLSearchParams,
  { redirectUris }: EmulatorOAuthApplication,
): string {
  const asked = query.get('redirect_uri');
  const redirectUri = asked || (redirectUris.length === 1 && redirectUris[0]);
  if (!redirectUri || (asked && !isRegistered(asked, redirectUris))) {
    throw new OAuthPageError('redirect_uri');
  }
  return redirectUri;
}
