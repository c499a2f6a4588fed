import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { createSentryCaller } from 'backstage-plugin-sentry-node';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { z } from 'zod';
import type { Admission, EntityAccess } from '../access';
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
    answer: (admission: Admission, query: T) => Promise<Answer>,
  ): void {
    router.get(
      `/entities/:kind/:namespace/:name/${path}`,
      async (request: Request, response) => {
        const credentials = await httpAuth.credentials(request, {
          allow: ['user', 'service'],
        });
        const query = readParameters(request, parameters);
        const { kind, namespace, name } = request.params;
        const admission = await access.check(
          { kind, namespace, name },
          createSentryCaller({ credentials }),
        );
        await sendAnswer(request, response, await answer(admission, query));
      },
    );
  }

  const { projects, issues, environments, summary } = services;
  get('projects', noParameters, admission => projects.list(admission));
  get('issues', issuesParameters, (admission, query) =>
    issues.list(admission, query),
  );
  get('environments', noParameters, admission => environments.list(admission));
  get('summary', summaryParameters, (admission, query) =>
    summary.summarize(admission, query),
  );
  return router;
}
