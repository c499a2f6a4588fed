import type { Router, ErrorRequestHandler, RequestHandler } from 'express';
import PromiseRouter from 'express-promise-router';
import { createEntityRouter, type EntityRouterOptions } from './entityRoutes';
import {
  createInstancesRouter,
  type InstancesRouterOptions,
} from './instanceRoutes';
import {
  createMineRouter,
  MineRouterOptions,
  createOrganizationsRouter,
  OrganizationsRouterOptions,
} from './meRoutes';
import { createTriageRouter, type TriageRouterOptions } from './triageRoutes';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { SENTRY_USER_TOKEN_HEADER } from 'backstage-plugin-sentry-common';

/** Everything this plugin answers, under `/api/sentry`. */
export function createRouter(
  options: EntityRouterOptions &
    InstancesRouterOptions &
    MineRouterOptions &
    OrganizationsRouterOptions &
    TriageRouterOptions,
): Router {
  const router = PromiseRouter({ strict: true });
  router.use(varyByCaller());
  router.use(createEntityRouter(options));
  router.use(createTriageRouter(options));
  router.use(createInstancesRouter(options));
  router.use(createMineRouter(options));
  router.use(createOrganizationsRouter(options));
  router.use(errorHeaders());
  return router;
}

/**
 * Adds what only headers can say to a failure; the body is made by Backstage's own
 * error middleware.
 */
function errorHeaders(): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (!response.headersSent) {
      response.set('Cache-Control', 'no-store');
      if (
        error instanceof SentryProblemError &&
        error.retryAfterSeconds !== undefined
      ) {
        response.set('Retry-After', String(error.retryAfterSeconds));
      }
    }
    next(error);
  };
}

const VARY = `Authorization, ${SENTRY_USER_TOKEN_HEADER}, Accept-Encoding`;

/** Says of every answer, failures too, that it is for whoever asked, as whom they asked Sentry. */
function varyByCaller(): RequestHandler {
  return (_request, response, next) => {
    // Beside what the HTTP server says, such as `Origin`; in one go, since Express reads
    // the whole header again for each name.
    const before = response.getHeader('Vary');
    response.setHeader('Vary', before ? `${before}, ${VARY}` : VARY);
    next();
  };
}
