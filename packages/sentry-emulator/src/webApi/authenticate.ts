import { SentryApiError } from './errors';
import type { Organization } from '../directory';
import type { EmulatorToken } from '../types';
import type { ApiContext } from './types';

const organizationTokenPrefix = 'sntrys_';
/** All that organization tokens are good for: sending releases. */
const organizationTokenScopes = ['org:ci'];

/**
 * The token of a request: absent without one, refused where it is unknown or
 * good no longer. API keys come as the user of HTTP Basic, all others as Bearer.
 */
export function authenticate(
  authorization: string | undefined,
  context: ApiContext,
): EmulatorToken | undefined {
  const [, scheme = '', value = ''] =
    /^(Bearer|Basic)\s+(\S+)$/i.exec(authorization ?? '') ?? [];
  const token =
    scheme.toLowerCase() === 'basic'
      ? readApiKey(value, context)
      : value && readBearer(value, context);
  if (!token) {
    return undefined;
  }
  return token.kind === 'organization'
    ? { ...token, scopes: organizationTokenScopes }
    : token;
}

function readBearer(value: string, context: ApiContext): EmulatorToken {
  const { directory, dialect } = context;
  const token = directory.token(value);
  const kind = token?.kind ?? 'user';
  if (!token || kind === 'api-key' || !dialect.tokenKinds.includes(kind)) {
    throw SentryApiError.unauthorized(unknownToken(value));
  }
  if (token.state === 'expired' || isOver(token, context)) {
    throw SentryApiError.unauthorized('Token expired');
  }
  if (token.state === 'revoked') {
    throw SentryApiError.unauthorized(unknownToken(value));
  }
  if (token.state === 'inactive-user') {
    throw SentryApiError.unauthorized('User inactive or deleted');
  }
  return token;
}

/** With a password it is no API key, and counts for nothing. */
function readApiKey(
  value: string,
  context: ApiContext,
): EmulatorToken | undefined {
  const { directory, dialect } = context;
  const [key, ...password] = Buffer.from(value, 'base64').toString().split(':');
  if (!dialect.tokenKinds.includes('api-key') || password.join(':') !== '') {
    return undefined;
  }
  const token = directory.token(key);
  const isGone = token?.state !== undefined && token.state !== 'sso-required';
  if (token?.kind !== 'api-key' || isGone || isOver(token, context)) {
    throw SentryApiError.unauthorized('API key is not valid');
  }
  return token;
}

function isOver({ expiresAt }: EmulatorToken, { now }: ApiContext): boolean {
  return expiresAt !== undefined && expiresAt <= now();
}

function unknownToken(value: string): string {
  return value.startsWith(organizationTokenPrefix)
    ? 'Invalid org token'
    : 'Invalid token';
}

/** What needs a user is refused to tokens that are not a user's. */
export function requireUser(token: EmulatorToken): void {
  if ((token.kind ?? 'user') !== 'user') {
    throw SentryApiError.forbidden();
  }
}

/**
 * An organization can ask its members to have signed in with its own provider. At
 * sentry.io it says where with a URL, elsewhere with a path.
 */
export function requireSingleSignOn(
  token: EmulatorToken,
  organization: Organization,
  { dialect, baseUrl }: ApiContext,
): void {
  const host = dialect.hasRegions ? baseUrl : new URL(baseUrl).pathname;
  if (token.state === 'sso-required' && dialect.hasSingleSignOn) {
    throw new SentryApiError(401, {
      detail: {
        code: 'sso-required',
        message: 'Must login via SSO',
        extra: {
          loginUrl: `${host.replace(/\/$/, '')}/auth/login/${organization.slug}/`,
        },
      },
    });
  }
}
