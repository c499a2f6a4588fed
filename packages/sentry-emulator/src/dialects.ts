import {
  sendRefusal as sendGlitchTipRefusal,
  sendTooManyRequests as sendGlitchTipTooManyRequests,
  sendUnknownRoute as sendGlitchTipUnknownRoute,
} from './glitchtip/scope';
import { glitchTipRoutes } from './glitchtip/routes';
import type { EmulatorFeature, EmulatorOptions } from './types/options';
import {
  sendHtml,
  sendJson,
  sendTooManyRequests,
  sendUnknownRoute,
} from './webApi/http';
import { routes } from './webApi/routes';
import type { Dialect } from './webApi/types';

/** Sentry as it runs at sentry.io today. */
const sentry: Dialect = {
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
  hasWorkflows: true,
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

const newerPaths = [
  '/api/0/organizations/:organization/events-timeseries/',
  '/api/0/users/me/regions/',
  '/api/0/organizations/:organization/detectors/',
  '/api/0/organizations/:organization/workflows/',
  '/api/0/projects/:organization/:project/repo/',
  '/api/0/organizations/:organization/issues/:issue/autofix/',
];

/** A self-hosted Sentry of 2025. */
const selfHosted: Dialect = {
  ...sentry,
  routes: sentry.routes
    .filter(({ path }) => !newerPaths.includes(path))
    .map(route => ({
      ...route,
      path: route.path.replace(
        '/events/:event/',
        '/events/:event(latest|oldest|\\d+|[0-9a-fA-F-]{32,36})/',
      ),
    })),
  sendsRateLimits: false,
  takesProjectSlugs: false,
  knowsRecommended: false,
  hasRegions: false,
  hasWorkflows: false,
  sendUnknownRoute: (_req, res) => sendHtml(res, 404, 'Page Not Found'),
  sendRefusal: (res, error) => {
    const { 'WWW-Authenticate': _, ...headers } = error.headers;
    res.set(headers);
    sendJson(res, error.status, error.body);
  },
};

/** GlitchTip 5. */
const glitchTip: Dialect = {
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
  hasWorkflows: false,
  hasSingleSignOn: false,
  hasOAuth: false,
  tokenKinds: ['user'],
  sendRefusal: sendGlitchTipRefusal,
  sendTooManyRequests: sendGlitchTipTooManyRequests,
  sendUnknownRoute: sendGlitchTipUnknownRoute,
};

const organization = '/api/0/organizations/:organization';
const project = '/api/0/projects/:organization/:project';

/** The paths of each feature. */
const featurePaths: Record<EmulatorFeature, readonly string[]> = {
  control: [
    '/api/0/',
    '/api/0/auth/',
    '/api/0/users/me/',
    '/api/0/users/me/regions/',
  ],
  attachments: [
    '/api/0/projects/:organization/:project/events/:event/attachments/',
  ],
  committers: [
    '/api/0/projects/:organization/:project/events/:event/committers/',
  ],
  events: [`${organization}/events/`, `${organization}/events/validate/`],
  'events-timeseries': [`${organization}/events-timeseries/`],
  'issues-count': [`${organization}/issues-count/`],
  members: [`${organization}/members/`, `${organization}/users/`],
  releases: [
    `${organization}/releases/`,
    `${organization}/releases/:version/`,
    `${organization}/releases/:version/commits/`,
    `${organization}/releases/:version/deploys/`,
    `${organization}/releases/:version/previous-with-commits/`,
    `${project}/releases/`,
    `${project}/releases/:version/`,
    `${project}/releases/:version/commits/`,
  ],
  sessions: [`${organization}/sessions/`],
  shortids: [`${organization}/shortids/:shortId/`],
  teams: [
    `${organization}/teams/`,
    '/api/0/teams/:organization/:team/projects/',
    '/api/0/projects/:organization/:project/teams/',
  ],
};

const dialects = { sentry, 'self-hosted': selfHosted, glitchtip: glitchTip };

/** The dialect of the options, without the features that they exclude. */
export function createDialect({
  dialect = 'sentry',
  without = [],
  rateLimitHeaders,
  bulkUpdateFallsBack,
  rateLimits = false,
}: EmulatorOptions): Dialect {
  const chosen: Dialect = dialects[dialect];
  const gone = without.flatMap(feature => featurePaths[feature]);
  return {
    ...chosen,
    routes: chosen.routes.filter(({ path }) => !gone.includes(path)),
    hasOAuth: chosen.hasOAuth && !without.includes('control'),
    bulkUpdateFallsBack: bulkUpdateFallsBack ?? chosen.bulkUpdateFallsBack,
    sendsRateLimits: rateLimitHeaders ?? (rateLimits || chosen.sendsRateLimits),
    enforcesRateLimits: rateLimits,
  };
}
