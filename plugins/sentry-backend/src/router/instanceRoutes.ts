import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { SentryPermissions } from '../access/permissions';
import type { SentryAudit } from '../audit/SentryAudit';
import type { InstancesService } from '../features/instances/InstancesService';
import { ANYONE, noParameters, readCaller, readParameters } from './parameters';

/** @internal */
export interface InstanceRoutesOptions {
  httpAuth: HttpAuthService;
  audit: SentryAudit;
  permissions: SentryPermissions;
  instances: InstancesService;
}

/** `/instances`: diagnostics of the configured instances. */
export function createInstanceRoutes(options: InstanceRoutesOptions): Router {
  const { httpAuth, audit, permissions, instances } = options;
  const router = PromiseRouter({ strict: true });

  router.get('/instances', async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const event = audit.begin({ eventId: 'instance-list', request, response });
    const caller = readCaller(request, credentials);
    await permissions.checkInstances(credentials);
    event.allow();
    const answer = await instances.list(caller);
    await event.success();
    response.set('Cache-Control', 'private, no-store').json(answer);
  });
  return router;
}
