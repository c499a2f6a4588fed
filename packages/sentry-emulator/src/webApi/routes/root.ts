import type { ApiRoute } from '../types';

/** `GET /api/0/`: says what a token may do; answers without one too. */
export const rootRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/',
  handle: ({ token }) => ({
    body: {
      version: '0',
      auth: token ? { scopes: token.scopes } : null,
      user: null,
    },
  }),
};
