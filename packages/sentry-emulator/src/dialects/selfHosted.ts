import { sendHtml, sendJson } from '../webApi/send';
import { sentry } from './sentry';
import type { Dialect } from './types';

const newerPaths = [
  '/api/0/organizations/:organization/events-timeseries/',
  '/api/0/users/me/regions/',
];

/** A Sentry that somebody runs themselves, and has not brought up to date since 2025. */
export const selfHosted: Dialect = {
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
  sendUnknownRoute: (_req, res) => sendHtml(res, 404, 'Page Not Found'),
  sendRefusal: (res, error) => {
    const { 'WWW-Authenticate': _, ...headers } = error.headers;
    res.set(headers);
    sendJson(res, error.status, error.body);
  },
};
