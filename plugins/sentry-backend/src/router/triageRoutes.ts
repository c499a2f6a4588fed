import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type {
  SentryIssueChange,
  SentryIssuesChange,
} from 'backstage-plugin-sentry-common';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { EntityAccess } from '../access/EntityAccess';
import type { SentryAudit } from '../audit/SentryAudit';
import type { EntityServices } from '../features/createEntityServices';
import { readChange, readChanges, readJsonBody } from './changeBody';
import {
  ANYONE,
  changeParameters,
  ENTITY,
  readCaller,
  readEntityRef,
  readIssuePath,
  readParameters,
} from './parameters';
import { sendUncached } from './sendAnswer';

/** @internal */
export interface TriageRoutesOptions {
  httpAuth: HttpAuthService;
  access: EntityAccess;
  audit: SentryAudit;
  services: Pick<EntityServices, 'triage'>;
}

/** The routes that change issues of an entity. */
export function createTriageRoutes(options: TriageRoutesOptions): Router {
  const { httpAuth, access, audit } = options;
  const { triage } = options.services;
  const router = PromiseRouter({ strict: true });

  async function change(
    request: Request,
    response: Response,
    readBody: (body: unknown) => SentryIssuesChange,
  ): Promise<void> {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const entityRef = readEntityRef(request);
    const event = audit.begin({
      eventId: 'issue-update',
      isChange: true,
      request,
      response,
      entityRef,
    });
    const caller = readCaller(request, credentials);
    const authorized = await access.check(entityRef, caller, {
      isAfresh: true,
    });
    event.describe(authorized.entity);
    const { project } = readParameters(request, changeParameters);
    const { ids, ...asked } = readBody(await readJsonBody(request, response));
    event.describe(authorized.entity, { issues: ids, fields: fieldsOf(asked) });
    triage.checkEnabled();
    const updatable = await access.checkUpdate(authorized);
    await event.beginChange();
    const answer = await triage.change({
      authorized,
      updatable,
      request: { ids, change: asked, ...(project && { project }) },
      onAct: act => event.note(act),
    });
    await sendUncached(response, { answer, event });
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

/** What the audit records of a change: no text that a person wrote. */
export function fieldsOf({ until, resolution, ...change }: SentryIssueChange) {
  return {
    ...change,
    ...(until && { until }),
    ...(resolution && { resolution: Object.keys(resolution)[0] }),
  };
}
