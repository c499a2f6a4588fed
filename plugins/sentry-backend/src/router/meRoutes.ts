import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AuthorizedEntity } from '../access/types';
import type { CallerAccess } from '../access/CallerAccess';
import type { SentryAudit, SentryUse } from '../audit/SentryAudit';
import type { Answer } from '../answers/AnswerCache';
import type {
  MyAccess,
  MyChoicesService,
  MyIssuesService,
  MyTeamsService,
} from '../features/mine';
import { letIn, type LetInOptions } from './letIn';
import {
  myChoicesParameters,
  myIssuesParameters,
  readParameters,
  summaryParameters,
  noParameters,
  readCaller,
} from './parameters';
import { sendAnswer } from './sendAnswer';
import type { OrganizationsService } from '../features/organizations';

/** @internal */
export interface MineRouterOptions {
  httpAuth: HttpAuthService;
  audit: SentryAudit;
  callerAccess: CallerAccess;
  myAccess: MyAccess;
  myIssues: MyIssuesService;
  myTeams: MyTeamsService;
  myChoices: MyChoicesService;
}

/**
 * `/me/issues` and `/me/teams`: what users own or have to do, whichever entity it is of;
 * and what these issues can be filtered by. Services own nothing.
 */
export function createMineRouter(options: MineRouterOptions): Router {
  const { httpAuth, audit, callerAccess, myAccess } = options;
  const { myIssues, myTeams, myChoices } = options;
  const router = PromiseRouter({ strict: true });

  const answerTo = (
    request: Request,
    eventId: string,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    check: LetInOptions['check'],
    answer: (authorized: AuthorizedEntity) => Promise<Answer>,
  ): Promise<Answer> =>
    letIn({
      audit,
      credentials,
      use: { eventId, request },
      check,
      answer,
    });

  router.get('/me/issues', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { relation, ...query } = readParameters(request, myIssuesParameters);
    const answer = await answerTo(
      request,
      'my-issues',
      credentials,
      caller => myAccess.check(caller, credentials, relation),
      authorized => myIssues.list(authorized, relation, query),
    );
    await sendAnswer(request, response, answer);
  });

  for (const [path, eventId] of [
    ['projects', 'my-projects'],
    ['environments', 'my-environments'],
  ] as const) {
    router.get(`/me/${path}`, async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const { relation } = readParameters(request, myChoicesParameters);
      const answer = await answerTo(
        request,
        eventId,
        credentials,
        caller => myAccess.check(caller, credentials, relation),
        authorized => myChoices[path](authorized),
      );
      await sendAnswer(request, response, answer);
    });
  }

  router.get('/me/teams', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const query = readParameters(request, summaryParameters);
    const answer = await answerTo(
      request,
      'my-teams',
      credentials,
      caller => callerAccess.check(caller, credentials, 'teams'),
      authorized => myTeams.summarize(authorized, query),
    );
    await sendAnswer(request, response, answer);
  });
  return router;
}

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
