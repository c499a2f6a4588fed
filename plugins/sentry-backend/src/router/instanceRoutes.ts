import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { InstancePermission } from '../access/permissions';
import type { SentryAudit, SentryUse } from '../audit/SentryAudit';
import type { InstancesService } from '../features/instances/InstancesService';
import { noParameters, readParameters, readCaller } from './parameters';

/** @internal */
export interface InstancesRouterOptions {
  httpAuth: HttpAuthService;
  audit: SentryAudit;
  instancePermission: InstancePermission;
  instances: InstancesService;
}

/** `/instances`: how the configured instances are doing, for those who look after them. */
export function createInstancesRouter(options: InstancesRouterOptions): Router {
  const { httpAuth, audit, instancePermission, instances } = options;
  const router = PromiseRouter({ strict: true });
  router.get('/instances', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    readParameters(request, noParameters);
    const use: SentryUse = { eventId: 'instance-list', request };
    const answer = await audit.record(use, {
      admit: async () => {
        const caller = readCaller(request, credentials);
        await instancePermission.check(credentials);
        return { caller };
      },
      answer: ({ caller }) => instances.list(caller),
    });
    response.set('Cache-Control', 'private, no-store').json(answer);
  });
  return router;
}
