import { seededHex } from '../../random';
import { serializeUser } from '../../serialize/user';
import { requireToken } from '../auth';
import type { Directory } from '../../directory';
import type { EmulatorToken, EmulatorUser } from '../../types';
import type { ApiRoute } from '../types';

/** `GET /api/0/`: says what a token may do and for whom; answers without one too. */
export const rootRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/',
  handle: ({ token }, { directory }) => {
    const user = token && userOf(token, directory);
    return {
      body: {
        version: '0',
        auth: token ? { scopes: token.scopes } : null,
        user: user ? serializeUser(user) : null,
      },
    };
  },
};

/** `GET /api/0/auth/`: the user that the token speaks for. */
export const currentUserRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/auth/',
  handle: ({ token }, { directory }) => {
    const user = userOf(requireToken(token), directory);
    return user ? { body: serializeUser(user) } : { status: 400, body: null };
  },
};

/** An internal integration has a proxy user of its own. */
function userOf(
  token: EmulatorToken,
  directory: Directory,
): EmulatorUser | undefined {
  if (token.kind !== 'internal-integration') {
    return directory.user(token.user);
  }
  const name = `integration-${seededHex(0, token.token, 12)}`;
  return {
    id: String(parseInt(seededHex(0, token.token, 6), 16)),
    name,
    email: `${name}@proxy-user.sentry.io`,
    organizations: token.organizations,
  };
}
