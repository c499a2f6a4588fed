import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type {
  SentryIssueChange,
  SentryIssuesChange,
} from 'backstage-plugin-sentry-common';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { EntityAccess, UpdateAccess } from '../access/EntityAccess';
import type { SentryAudit } from '../audit/SentryAudit';
import type { EntityServices } from '../features/createEntityServices';
import { readChange, readChanges, readJsonBody } from './changeBody';
import {
  changeParameters,
  readIssuePath,
  noParameters,
  readParameters,
} from './parameters';
import { letInToChange, letInToEntity } from './letIn';

/** @internal */
export interface TriageRouterOptions {
  httpAuth: HttpAuthService;
  access: EntityAccess;
  updateAccess: UpdateAccess;
  audit: SentryAudit;
  services: Pick<EntityServices, 'triage' | 'triageAdvice'>;
}

const ENTITY = '/entities/:kind/:namespace/:name';

/**
 * The routes that change issues of an entity, and the one that says whether they may be.
 * Whoever may not read them may not change them either.
 */
export function createTriageRouter(options: TriageRouterOptions): Router {
  const { httpAuth, access, updateAccess, audit } = options;
  const { triage, triageAdvice } = options.services;
  const router = PromiseRouter({ strict: true });

  const credentialsOf = (request: Request) =>
    httpAuth.credentials(request, { allow: ['user', 'service'] });

  router.get(`${ENTITY}/triage`, async (request, response) => {
    const credentials = await credentialsOf(request);
    readParameters(request, noParameters);
    const advice = await letInToEntity({
      access,
      audit,
      credentials,
      use: { eventId: 'triage-advice', request },
      answer: authorized =>
        triageAdvice.advise(authorized, () =>
          updateAccess.updatable(authorized),
        ),
    });
    response.set('Cache-Control', 'private, no-store').json(advice);
  });

  async function change(
    request: Request,
    response: Response,
    read: (body: unknown) => SentryIssuesChange,
  ): Promise<void> {
    const answer = await letInToChange({
      access,
      audit,
      credentials: await credentialsOf(request),
      use: { eventId: 'issue-update', request },
      plan: async authorized => {
        const { project } = readParameters(request, changeParameters);
        const { ids, ...asked } = read(await readJsonBody(request, response));
        return {
          meta: { issues: ids, fields: fieldsOf(asked) },
          permit: async () => {
            triage.checkEnabled();
            const updatable = await updateAccess.check(authorized);
            return onAct =>
              triage.change({
                authorized,
                updatable,
                request: { ids, change: asked, ...(project && { project }) },
                onAct,
              });
          },
        };
      },
    });
    response.set('Cache-Control', 'private, no-store').json(answer);
  }

  router.patch(`${ENTITY}/issues/:issueId`, (request, response) =>
    change(request, response, body => ({
      ...readChange(body),
      ids: [readIssuePath(request.params).issueId],
    })),
  );
  router.patch(`${ENTITY}/issues`, (request, response) =>
    change(request, response, readChanges),
  );
  return router;
}

/** Which fields, and of those that are no text of people's, to what. */
function fieldsOf({ until, resolution, ...change }: SentryIssueChange) {
  return {
    ...change,
    ...(until && { until }),
    ...(resolution && { resolution: Object.keys(resolution)[0] }),
  };
}
