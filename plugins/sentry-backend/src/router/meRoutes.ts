import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { CallerRelation } from '../access/CallerAccess';
import type { SentryAudit } from '../audit/SentryAudit';
import type { MineService } from '../features/mine';
import type { OrganizationsService } from '../features/organizations';
import {
  myChoicesParameters,
  myIssuesParameters,
  noParameters,
  readCaller,
  readParameters,
  summaryParameters,
} from './parameters';
import { sendAnswer, sendUncached } from './sendAnswer';

// Services own nothing, and have no Sentry identity.
const USERS = { allow: ['user' as const] };

/** @internal */
export interface MeRoutesOptions {
  httpAuth: HttpAuthService;
  audit: SentryAudit;
  mine: MineService;
  organizations: OrganizationsService;
}

/** `/me/…`: what the caller owns, has to do and reaches, over the whole catalog. */
export function createMeRoutes(options: MeRoutesOptions): Router {
  const { httpAuth, audit, mine, organizations } = options;
  const router = PromiseRouter({ strict: true });

  /** Finds what the caller may read. From here on the request is audited. */
  async function authorize(
    request: Request,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    use: { eventId: string; response: Response; relation?: CallerRelation },
  ) {
    const { relation, ...rest } = use;
    const event = audit.begin({ ...rest, request });
    const caller = readCaller(request, credentials);
    const authorized = await mine.authorize(caller, credentials, relation);
    event.allow(authorized.entity);
    return { authorized, event };
  }

  router.get('/me/issues', async (request, response) => {
    const credentials = await httpAuth.credentials(request, USERS);
    const { relation, ...query } = readParameters(request, myIssuesParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'my-issues',
      response,
      relation,
    });
    const answer = await mine.listIssues(authorized, relation, query);
    await sendAnswer(request, response, { answer, event });
  });

  router.get('/me/projects', async (request, response) => {
    const credentials = await httpAuth.credentials(request, USERS);
    const { relation } = readParameters(request, myChoicesParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'my-projects',
      response,
      relation,
    });
    const answer = await mine.listProjects(authorized);
    await sendAnswer(request, response, { answer, event });
  });

  router.get('/me/environments', async (request, response) => {
    const credentials = await httpAuth.credentials(request, USERS);
    const { relation } = readParameters(request, myChoicesParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'my-environments',
      response,
      relation,
    });
    const answer = await mine.listEnvironments(authorized);
    await sendAnswer(request, response, { answer, event });
  });

  router.get('/me/teams', async (request, response) => {
    const credentials = await httpAuth.credentials(request, USERS);
    const query = readParameters(request, summaryParameters);
    const { authorized, event } = await authorize(request, credentials, {
      eventId: 'my-teams',
      response,
      relation: 'teams',
    });
    const answer = await mine.summarizeTeams(authorized, query);
    await sendAnswer(request, response, { answer, event });
  });

  router.get('/me/organizations', async (request, response) => {
    const credentials = await httpAuth.credentials(request, USERS);
    readParameters(request, noParameters);
    const event = audit.begin({
      eventId: 'organization-list',
      request,
      response,
      instances: organizations.instances,
    });
    const caller = readCaller(request, credentials);
    event.allow();
    const answer = await organizations.list(caller);
    await sendUncached(response, { answer, event });
  });
  return router;
}
