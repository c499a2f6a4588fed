import { SENTRY_USER_TOKEN_HEADER } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { ErrorRequestHandler, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { SentryPermissions } from '../access/permissions';
import type { InstancesService } from '../features/instances/InstancesService';
import { readOpenApi } from '../schema/openApi';
import {
  createCoverageRoutes,
  type CoverageRoutesOptions,
} from './coverageRoutes';
import { createEntityRoutes, type EntityRoutesOptions } from './entityRoutes';
import { createMeRoutes, type MeRoutesOptions } from './meRoutes';
import { ANYONE, noParameters, readCaller, readParameters } from './parameters';
import { sendUncached } from './sendAnswer';
import { createSummariesRoute } from './summariesRoute';
import { createTriageRoutes, type TriageRoutesOptions } from './triageRoutes';

const VARY = `Authorization, ${SENTRY_USER_TOKEN_HEADER}, Accept-Encoding`;

/** Every answer, failures too, depends on the caller and on the Sentry token they bring. */
const varyByCaller: RequestHandler = (_request, response, next) => {
  // The HTTP server sets some, such as `Origin`. Set in one go: Express would read the whole
  // header again for each name.
  const before = response.getHeader('Vary');
  response.setHeader('Vary', before ? `${before}, ${VARY}` : VARY);
  next();
};

/** Adds the headers of a failure; Backstage's error middleware writes the body. */
const errorHeaders: ErrorRequestHandler = (error, _request, response, next) => {
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

/** The HTTP API of this plugin, under `/api/sentry`. */
export function createRouter(
  options: CoverageRoutesOptions &
    EntityRoutesOptions &
    MeRoutesOptions &
    TriageRoutesOptions & {
      permissions: SentryPermissions;
      instances: InstancesService;
    },
): Router {
  const { audit, httpAuth, instances, permissions } = options;
  const router = PromiseRouter({ strict: true });
  router.use(varyByCaller);
  router.use(createEntityRoutes(options));
  router.use(createTriageRoutes(options));
  router.use(createSummariesRoute(options));

  // Diagnostics of the configured instances.
  router.get('/instances', async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const event = audit.begin({ eventId: 'instance-list', request, response });
    const caller = readCaller(request, credentials);
    await permissions.checkInstances(credentials);
    event.allow();
    const answer = await instances.list(caller);
    await sendUncached(response, { answer, event });
  });
  router.use(createCoverageRoutes(options));
  router.use(createMeRoutes(options));

  const openApi = readOpenApi();
  router.get('/openapi.json', async (request, response) => {
    await httpAuth.credentials(request, ANYONE);
    response.json(openApi);
  });
  router.use(audit.onError());
  router.use(errorHeaders);
  return router;
}
