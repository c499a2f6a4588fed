import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { EntityAccess } from '../access/EntityAccess';
import type { SentryAudit } from '../audit/SentryAudit';
import type { EntityServices } from '../features/createEntityServices';
import {
  ANYONE,
  detailParameters,
  eventParameters,
  issuesParameters,
  noParameters,
  readCaller,
  readParameters,
  releasesParameters,
  summaryParameters,
  tagParameters,
} from './parameters';
import {
  ENTITY,
  readEntityRef,
  readIssuePath,
  readTagKey,
  readVersion,
} from './paths';
import { sendAnswer, sendUncached } from './sendAnswer';

/** @internal */
export interface EntityRoutesOptions {
  httpAuth: HttpAuthService;
  access: EntityAccess;
  audit: SentryAudit;
  services: EntityServices;
}

/** The routes that read something about one entity. */
export function createEntityRoutes(options: EntityRoutesOptions): Router {
  const { httpAuth, access, audit, services } = options;
  const router = PromiseRouter({ strict: true });

  /** Checks that the caller may read the entity's issues. From here on the request is audited. */
  async function authorize(
    request: Request,
    credentials: BackstageCredentials<
      BackstageUserPrincipal | BackstageServicePrincipal
    >,
    use: { eventId: string; response: Response; issue?: string },
  ) {
    const entityRef = readEntityRef(request);
    const event = audit.begin({ ...use, request, entityRef });
    const caller = readCaller(request, credentials);
    const authorized = await access.check(entityRef, caller);
    event.allow(authorized.entity);
    return { authorized, event };
  }

  router.get(`${ENTITY}/projects`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'project-list',
      response,
    });
    const answer = await services.projects.list(authorized);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/issues`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const query = readParameters(request, issuesParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'issue-list',
      response,
    });
    const answer = await services.issues.list(authorized, query);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/environments`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'environment-list',
      response,
    });
    const answer = await services.environments.list(authorized);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/summary`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const query = readParameters(request, summaryParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'issue-summary',
      response,
    });
    const answer = await services.summary.summarize(authorized, query, {
      isWhole: true,
    });
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/releases`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const query = readParameters(request, releasesParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'release-list',
      response,
    });
    const answer = await services.releases.list(authorized, query);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/releases/:version`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const version = readVersion(request);
    const query = readParameters(request, releasesParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'release-detail',
      response,
    });
    const answer = await services.release.show(authorized, version, query);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/alerts`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'alert-list',
      response,
    });
    const answer = await services.monitoring.listAlerts(authorized);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/monitors`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'monitor-list',
      response,
    });
    const answer = await services.monitoring.listMonitors(authorized);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/tags`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'tag-list',
      response,
    });
    const answer = await services.tags.listKeys(authorized);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/tags/:key`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const key = readTagKey(request);
    const query = readParameters(request, tagParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'tag-values',
      response,
    });
    const answer = await services.tags.listValues(authorized, key, query);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(`${ENTITY}/assignees`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'assignee-list',
      response,
    });
    const answer = await services.assignees.list(authorized, () =>
      access.updatable(authorized),
    );
    await sendAnswer(request, response, { answer, event });
  });

  // What the caller may change of the entity's issues, and as whom.
  router.get(`${ENTITY}/triage`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    readParameters(request, noParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'triage-advice',
      response,
    });
    const answer = await services.triageAdvice.advise(authorized, () =>
      access.updatable(authorized),
    );
    await sendUncached(response, { answer, event });
  });

  router.get(`${ENTITY}/issues/:issueId`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const query = readParameters(request, detailParameters);
    const { issueId: issue } = readIssuePath(request.params);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'issue-detail',
      response,
      issue,
    });
    const answer = await services.detail.show(authorized, issue, query);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(
    `${ENTITY}/issues/:issueId/activity`,
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, ANYONE);
      const query = readParameters(request, eventParameters);
      const { issueId: issue } = readIssuePath(request.params);
      const { authorized, event } = await authorize(request, credentials, {
        eventId: 'issue-activity',
        response,
        issue,
      });
      const answer = await services.talk.showActivity(authorized, issue, query);
      await sendAnswer(request, response, { answer, event });
    },
  );

  router.get(`${ENTITY}/issues/:issueId/links`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const query = readParameters(request, eventParameters);
    const { issueId: issue } = readIssuePath(request.params);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'issue-links',
      response,
      issue,
    });
    const answer = await services.talk.showLinks(authorized, issue, query);
    await sendAnswer(request, response, { answer, event });
  });

  router.get(
    `${ENTITY}/issues/:issueId/analysis`,
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, ANYONE);
      const query = readParameters(request, eventParameters);
      const { issueId: issue } = readIssuePath(request.params);
      const { authorized, event } = await authorize(request, credentials, {
        eventId: 'issue-analysis',
        response,
        issue,
      });
      const answer = await services.talk.showAnalysis(authorized, issue, query);
      await sendAnswer(request, response, { answer, event });
    },
  );

  const events = `${ENTITY}/issues/:issueId/events/:eventId`;
  router.get(events, async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const query = readParameters(request, eventParameters);
    const { issueId: issue, eventId } = readIssuePath(request.params);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'issue-detail',
      response,
      issue,
    });
    const answer = await services.detail.showEvent(
      authorized,
      issue,
      eventId,
      query,
    );
    await sendAnswer(request, response, { answer, event });
  });
  return router;
}
