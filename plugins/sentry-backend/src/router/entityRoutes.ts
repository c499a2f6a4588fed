import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { z } from 'zod';
import type { AuthorizedEntity } from '../access/types';
import type { EntityAccess, UpdateAccess } from '../access/EntityAccess';
import type { SentryAudit } from '../audit/SentryAudit';
import type { Answer } from '../answers/AnswerCache';
import type { EntityServices } from '../features/createEntityServices';
import {
  detailParameters,
  eventParameters,
  readIssuePath,
  IssuePath,
  issuesParameters,
  noParameters,
  readParameters,
  releasesParameters,
  summaryParameters,
} from './parameters';
import { letInToEntity } from './letIn';
import { sendAnswer } from './sendAnswer';

/** @internal */
export interface EntityRouterOptions {
  httpAuth: HttpAuthService;
  access: EntityAccess;
  updateAccess: UpdateAccess;
  audit: SentryAudit;
  services: EntityServices;
}

/**
 * The routes below `/entities/:kind/:namespace/:name`. Each asks who is there,
 * reads its parameters, and lets `access` decide before anything else happens.
 */
export function createEntityRouter(options: EntityRouterOptions): Router {
  const { httpAuth, access, updateAccess, audit, services } = options;
  const router = PromiseRouter({ strict: true });

  function get<T>(
    path: string,
    eventId: string,
    parameters: z.ZodType<T, Record<string, string[]>>,
    answer: (
      authorized: AuthorizedEntity,
      query: T,
      path: IssuePath,
    ) => Promise<Answer>,
  ): void {
    router.get(
      `/entities/:kind/:namespace/:name/${path}`,
      async (request: Request, response) => {
        const credentials = await httpAuth.credentials(request, {
          allow: ['user', 'service'],
        });
        const query = readParameters(request, parameters);
        const issuePath = readIssuePath(request.params);
        const found = await letInToEntity({
          access,
          audit,
          credentials,
          use: {
            eventId,
            request,
            ...(issuePath.issueId && { issue: issuePath.issueId }),
          },
          answer: authorized => answer(authorized, query, issuePath),
        });
        await sendAnswer(request, response, found);
      },
    );
  }

  const { projects, issues, environments, summary, detail } = services;
  get('projects', 'project-list', noParameters, authorized =>
    projects.list(authorized),
  );
  get('issues', 'issue-list', issuesParameters, (authorized, query) =>
    issues.list(authorized, query),
  );
  get('environments', 'environment-list', noParameters, authorized =>
    environments.list(authorized),
  );
  get('summary', 'issue-summary', summaryParameters, (authorized, query) =>
    summary.summarize(authorized, query),
  );
  get('releases', 'release-list', releasesParameters, (authorized, query) =>
    services.releases.list(authorized, query),
  );
  get('assignees', 'assignee-list', noParameters, authorized =>
    services.assignees.list(authorized, () =>
      updateAccess.updatable(authorized),
    ),
  );
  const one = 'issues/:issueId';
  get(one, 'issue-detail', detailParameters, (authorized, query, { issueId }) =>
    detail.show(authorized, issueId, query),
  );
  get(
    `${one}/events/:eventId`,
    'issue-detail',
    eventParameters,
    (authorized, query, { issueId, eventId }) =>
      detail.showEvent(authorized, issueId, eventId, query),
  );
  return router;
}
