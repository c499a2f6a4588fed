import { sendRefusal, sendTooManyRequests } from '../glitchtip/errors';
import { glitchTipRoutes } from '../glitchtip/routes';
import { sendHtml } from '../webApi/send';
import type { Dialect } from './types';

/** GlitchTip 5. */
export const glitchTip: Dialect = {
  routes: glitchTipRoutes,
  sendsRateLimits: false,
  takesProjectSlugs: false,
  knowsRecommended: false,
  hasRegions: false,
  hasSingleSignOn: false,
  hasOAuth: false,
  tokenKinds: ['user'],
  sendRefusal,
  sendTooManyRequests,
  sendUnknownRoute: (_req, res) => sendHtml(res, 404, 'Not Found'),
};
