import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { SentryAudit } from '../audit/SentryAudit';
import type { SentryUse } from '../audit/types';
import type { OrganizationsService } from '../features/organizations/OrganizationsService';
import { noParameters, readParameters } from './queryParameters';
import { readCaller } from './readCaller';

/** @internal */
export interface OrganizationsRouterOptions {
  httpAuth: HttpAuthService;
  audit: SentryAudit;
  organizations: OrganizationsService;
}

/** `/me/organizations`: what users reach as themselves; services have no Sentry identity. */
export function createOrganizationsRouter(
  options: OrganizationsRouterOptions,
): Router {
  const { httpAuth, audit, organizations } = options;
  const router = PromiseRouter({ strict: true });
  router.get('/me/organizations', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    readParameters(request, noParameters);
    const use: SentryUse = {
      eventId: 'organization-list',
      request,
      instances: organizations.instances,
    };
    const answer = await audit.record(use, {
      // Whoever is signed in may look at what is their own.
      admit: async () => ({ caller: readCaller(request, credentials) }),
      answer: ({ caller }) => organizations.list(caller),
    });
    response.set('Cache-Control', 'private, no-store').json(answer);
  });
  return router;
}
