import { escapeHtml, renderPage } from '../webPages';
import type { EmulatorUser, EmulatorOAuthApplication } from '../types/options';
import type { Directory } from '../directory';

/** Shown in the browser where the application can't be sent the error. */
export class OAuthPageError extends Error {}

const levels = ['read', 'write', 'admin'];

/** The scopes that Sentry knows; a request for any other is refused. */
const knownScopes: ReadonlySet<string> = new Set([
  ...['event', 'member', 'org', 'project', 'team'].flatMap(subject =>
    levels.map(level => `${subject}:${level}`),
  ),
  'alerts:read',
  'alerts:write',
  'member:invite',
  'org:ci',
  'org:integrations',
  'project:distribution',
  'project:releases',
  'email',
  'openid',
  'profile',
]);

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether an application may send the browser there: to an address that it has
 * registered, or, where that is on the user's own machine and names no port, to any
 * port of it (RFC 8252 §7.3).
 */
export function isRegistered(
  redirectUri: string,
  registered: readonly string[],
): boolean {
  return registered.some(
    uri => uri === redirectUri || isSameOnAnyPort(redirectUri, uri),
  );
}

function isSameOnAnyPort(redirectUri: string, registered: string): boolean {
  if (!URL.canParse(redirectUri)) {
    return false;
  }
  const asked = new URL(redirectUri);
  const allowed = new URL(registered);
  asked.port = '';
  return (
    loopback.has(allowed.hostname) &&
    allowed.port === '' &&
    asked.href === allowed.href
  );
}

/** Asks who signs in and whether the application may have what it wants. */
export function authorizePage(options: {
  request: AuthorizationRequest;
  users: readonly EmulatorUser[];
  transaction: string;
}): string {
  const { request, users, transaction } = options;
  const name = escapeHtml(request.application.name);
  const scopes = request.scopes
    .map(scope => `<li><code>${escapeHtml(scope)}</code></li>`)
    .join('');
  const choices = users
    .map(
      (user, index) =>
        `<p><label><input type="radio" name="user" value="${escapeHtml(user.id)}"${index === 0 ? ' checked' : ''}> ${escapeHtml(user.name)}</label></p>`,
    )
    .join('');
  return renderPage(
    `Connect Sentry to ${request.application.name}`,
    `<p>${name} would like to:</p><ul>${scopes}</ul>
<form method="post" action="?">
<input type="hidden" name="transaction_id" value="${transaction}">
<fieldset><legend>Sign in as</legend>${choices}</fieldset>
<p><button name="op" value="approve">Approve</button> <button name="op" value="deny">Deny</button></p>
</form>`,
  );
}

export function errorPage(message: string): string {
  return renderPage('Authorization error', `<p>${escapeHtml(message)}</p>`);
}

/** RFC 7636 §4.2. */
const challengePattern = /^[A-Za-z0-9\-._~]{43,128}$/;

/** Where the browser goes back to, with what the application wants to see again. */
interface ReturnAddress {
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
 * @returns the request, or the error to send to the application
 * @throws OAuthPageError where no error can be sent, because the application or its
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
