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
import { createMineRouter, type MineRouterOptions } from './createMineRouter';
import {
  createOrganizationsRouter,
  type OrganizationsRouterOptions,
} from './createOrganizationsRouter';
import {
  createTriageRouter,
  type TriageRouterOptions,
} from './createTriageRouter';
import { errorHeaders } from './errorHeaders';
import { varyByCaller } from './varyByCaller';

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
