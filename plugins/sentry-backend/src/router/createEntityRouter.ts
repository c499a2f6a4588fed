import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { z } from 'zod';
import type { EntityAccess, SentryEntity } from '../access';
import type { Answer } from '../cache';
import type { EntityServices } from '../service';
import {
  issuesParameters,
  noParameters,
  readParameters,
  summaryParameters,
} from './queryParameters';
import { sendAnswer } from './sendAnswer';

/** @internal */
export interface EntityRouterOptions {
  httpAuth: HttpAuthService;
  access: EntityAccess;
  services: EntityServices;
}

/**
 * The routes below `/entities/:kind/:namespace/:name`. Each asks who is there,
 * reads its parameters, and lets `access` decide before anything else happens.
 */
export function createEntityRouter(options: EntityRouterOptions): Router {
  const { httpAuth, access, services } = options;
  const router = PromiseRouter({ strict: true });

  function get<T>(
    path: string,
    parameters: z.ZodType<T, Record<string, string[]>>,
    answer: (entity: SentryEntity, query: T) => Promise<Answer>,
  ): void {
    router.get(
      `/entities/:kind/:namespace/:name/${path}`,
      async (request: Request, response) => {
        const credentials = await httpAuth.credentials(request, {
          allow: ['user', 'service'],
        });
        const query = readParameters(request, parameters);
        const { kind, namespace, name } = request.params;
        const entity = await access.check(
          { kind, namespace, name },
          credentials,
        );
        await sendAnswer(request, response, await answer(entity, query));
      },
    );
  }

  get('projects', noParameters, entity => services.projects.list(entity));
  get('issues', issuesParameters, (entity, query) =>
    services.issues.list(entity, query),
  );
  get('environments', noParameters, entity =>
    services.environments.list(entity),
  );
  get('summary', summaryParameters, (entity, query) =>
    services.summary.summarize(entity, query),
  );
  return router;
}
