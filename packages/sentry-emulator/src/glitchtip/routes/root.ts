import { serializeUser } from '../../serialize/user';
import type { ApiRoute } from '../../webApi/types';

/**
 * `GET /api/0/`: GlitchTip tells the token itself with its scopes. Answers are
 * kept nowhere in the emulator; whoever calls this is to take the same care.
 */
export const rootRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/',
  handle: ({ token }, { directory }) => {
    const user = directory.user(token?.user);
    return {
      body: {
        version: '0',
        user: user ? serializeUser(user) : null,
        auth: token ? { scopes: token.scopes, token: token.token } : null,
      },
    };
  },
};
