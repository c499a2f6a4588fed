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
import { startAnalysis } from '../features/triage/startAnalysis';
import {
  readChange,
  readChanges,
  readComment,
  readJsonBody,
  readNothing,
} from './changeBody';
import {
  ANYONE,
  changeParameters,
  readCaller,
  readParameters,
} from './parameters';
import { ENTITY, readEntityRef, readIssuePath } from './paths';
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

  /** Checks that the caller may read the entity's issues, afresh: a write is about to follow. */
  async function authorize(
    request: Request,
    response: Response,
    eventId: string,
  ) {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const entityRef = readEntityRef(request);
    const event = audit.begin({
      eventId,
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
    return { authorized, event, project };
  }

  async function change(
    request: Request,
    response: Response,
    readBody: (body: unknown) => SentryIssuesChange,
  ): Promise<void> {
    const { authorized, event, project } = await authorize(
      request,
      response,
      'issue-update',
    );
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

  // What is written about an issue without a change of its fields.
  router.post(
    `${ENTITY}/issues/:issueId/comments`,
    async (request, response) => {
      const { authorized, event, project } = await authorize(
        request,
        response,
        'issue-comment',
      );
      const { issueId: issue } = readIssuePath(request.params);
      const { text } = readComment(await readJsonBody(request, response));
      event.describe(authorized.entity, { issues: [issue] });
      triage.checkEnabled();
      const updatable = await access.checkUpdate(authorized);
      await event.beginChange();
      const { value: item, actedAs } = await triage.write({
        authorized,
        updatable,
        issue,
        ...(project && { project }),
        send: (client, organization, id) =>
          client.addIssueComment(organization, id, text),
        onAct: act => event.note(act),
      });
      response.status(201);
      await sendUncached(response, { answer: { item, actedAs }, event });
    },
  );

  router.post(
    `${ENTITY}/issues/:issueId/analysis`,
    async (request, response) => {
      const { authorized, event, project } = await authorize(
        request,
        response,
        'issue-analysis-start',
      );
      const { issueId: issue } = readIssuePath(request.params);
      readNothing(await readJsonBody(request, response));
      event.describe(authorized.entity, { issues: [issue] });
      triage.checkEnabled();
      const updatable = await access.checkUpdate(authorized);
      await event.beginChange();
      const { actedAs } = await triage.write({
        authorized,
        updatable,
        issue,
        ...(project && { project }),
        send: startAnalysis,
        onAct: act => event.note(act),
      });
      response.status(202);
      const answer = { status: 'running', actedAs };
      await sendUncached(response, { answer, event });
    },
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
