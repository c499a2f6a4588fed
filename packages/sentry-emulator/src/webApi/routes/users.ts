import { regionUrlOf } from '../../serialize/organization';
import { serializeUser } from '../../serialize/user';
import { requireToken } from '../auth';
import { requireUser } from '../authenticate';
import { SentryApiError } from '../errors';
import type { ApiRoute } from '../types';

/** `GET /api/0/users/me/`: the user that the token speaks for. */
export const meRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/users/me/',
  handle: (request, { directory }) => {
    const token = requireToken(request.token);
    requireUser(token);
    const user = directory.user(token.user);
    if (!user) {
      throw SentryApiError.forbidden();
    }
    return { body: serializeUser(user) };
  },
};

/** The hosts on which the user's organizations live. Their names are made up. */
export const regionsRoute: ApiRoute = {
  kind: 'open',
  method: 'get',
  path: '/api/0/users/me/regions/',
  handle: (request, context) => {
    const token = requireToken(request.token);
    requireUser(token);
    const urls = context.directory.organizations
      .filter(({ slug }) => token.organizations.includes(slug))
      .map(organization => regionUrlOf(organization, context));
    return {
      body: {
        regions: [...new Set(urls)].map((url, index) => ({
          name: url === context.baseUrl ? 'us' : `region${index}`,
          url,
        })),
      },
    };
  },
};
