import { glitchTip } from './glitchtip';
import { selfHosted } from './selfHosted';
import { sentry } from './sentry';
import type { EmulatorFeature, EmulatorOptions } from '../types';
import type { Dialect } from './types';

const organization = '/api/0/organizations/:organization';
const project = '/api/0/projects/:organization/:project';

/** The paths that go with a feature. */
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

/** The dialect that the options name, without the features that they take away. */
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
