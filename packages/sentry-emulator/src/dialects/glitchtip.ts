import {
  sendRefusal,
  sendTooManyRequests,
  sendUnknownRoute,
} from '../glitchtip/errors';
import { glitchTipRoutes } from '../glitchtip/routes';
import type { Dialect } from './types';

/** GlitchTip 5. */
export const glitchTip: Dialect = {
  routes: glitchTipRoutes,
  sendsRateLimits: false,
  enforcesRateLimits: false,
  takesProjectSlugs: false,
  namesBySlugAlone: true,
  pages: {
    issue: '/:organization/issues/:issue(\\d+)/?',
    issues: '/:organization/issues/?',
  },
  bulkUpdateFallsBack: false,
  knowsRecommended: false,
  hasRegions: false,
  hasSingleSignOn: false,
  hasOAuth: false,
  tokenKinds: ['user'],
  sendRefusal,
  sendTooManyRequests,
  sendUnknownRoute,
};
