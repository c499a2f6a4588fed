import { routes } from '../webApi/routes';
import { sendJson, sendTooManyRequests } from '../webApi/send';
import { sendUnknownRoute } from '../webApi/unknownRoute';
import type { Dialect } from './types';

/** Sentry as it runs at sentry.io today. */
export const sentry: Dialect = {
  routes,
  sendsRateLimits: true,
  enforcesRateLimits: false,
  takesProjectSlugs: true,
  namesBySlugAlone: false,
  pages: {
    issue: '/organizations/:organization/issues/:issue/',
    issues: '/organizations/:organization/issues/',
  },
  bulkUpdateFallsBack: false,
  knowsRecommended: true,
  hasRegions: true,
  hasSingleSignOn: true,
  hasOAuth: true,
  tokenKinds: ['user', 'internal-integration', 'organization', 'api-key'],
  sendRefusal: (res, error) => {
    res.set(error.headers);
    sendJson(res, error.status, error.body);
  },
  sendTooManyRequests,
  sendUnknownRoute,
};
