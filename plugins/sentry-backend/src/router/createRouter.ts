import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  createEntityRouter,
  type EntityRouterOptions,
} from './createEntityRouter';
import {
  createInstancesRouter,
  type InstancesRouterOptions,
} from './createInstancesRouter';
import {
  createMyIssuesRouter,
  type MyIssuesRouterOptions,
} from './createMyIssuesRouter';
import {
  createOrganizationsRouter,
  type OrganizationsRouterOptions,
} from './createOrganizationsRouter';
import { errorHeaders } from './errorHeaders';
import { varyByCaller } from './varyByCaller';

/** Everything this plugin answers, under `/api/sentry`. */
export function createRouter(
  options: EntityRouterOptions &
    InstancesRouterOptions &
    MyIssuesRouterOptions &
    OrganizationsRouterOptions,
): Router {
  const router = PromiseRouter({ strict: true });
  router.use(varyByCaller());
  router.use(createEntityRouter(options));
  router.use(createInstancesRouter(options));
  router.use(createMyIssuesRouter(options));
  router.use(createOrganizationsRouter(options));
  router.use(errorHeaders());
  return router;
}
