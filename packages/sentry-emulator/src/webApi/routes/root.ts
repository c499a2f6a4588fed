import { serializeUser } from '../../serialize/user';
import { requireToken } from '../auth';
import type { ApiRoute } from '../types';

/** `GET /api/0/`: says what a token may do and for whom; answers without one too. */
export const rootRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/',
  handle: ({ token }, { directory }) => {
    const user = directory.user(token?.user);
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
    const user = directory.user(requireToken(token).user);
    return user ? { body: serializeUser(user) } : { status: 400, body: null };
  },
};
