import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { CallerAccess } from '../access';
import type { SentryAudit, SentryUse } from '../audit';
import type { MyIssuesService } from '../service';
import { myIssuesParameters, readParameters } from './queryParameters';
import { readCaller } from './readCaller';
import { sendAnswer } from './sendAnswer';

/** @internal */
export interface MyIssuesRouterOptions {
  httpAuth: HttpAuthService;
  audit: SentryAudit;
  callerAccess: CallerAccess;
  myIssues: MyIssuesService;
}

/** `/me/issues`: what users own or have to do; services own nothing. */
export function createMyIssuesRouter(options: MyIssuesRouterOptions): Router {
  const { httpAuth, audit, callerAccess, myIssues } = options;
  const router = PromiseRouter({ strict: true });
  router.get('/me/issues', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { relation = 'owned', ...query } = readParameters(
      request,
      myIssuesParameters,
    );
    const use: SentryUse = { eventId: 'my-issues', request };
    const answer = await audit.record(use, async () => {
      const caller = readCaller(request, credentials);
      const admission = await callerAccess.check(caller, credentials, relation);
      use.admitted = true;
      use.entity = admission.entity;
      return myIssues.list(admission, relation, query);
    });
    await sendAnswer(request, response, answer);
  });
  return router;
}
