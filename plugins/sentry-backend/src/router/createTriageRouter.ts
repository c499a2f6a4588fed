import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  SentryIssueChange,
  SentryIssuesChange,
} from 'backstage-plugin-sentry-common';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Admission, EntityAccess, UpdateAccess } from '../access';
import type { SentryAudit, SentryUse } from '../audit';
import type { EntityServices, TriageAct } from '../service';
import { readChange, readChanges } from './changeBody';
import { changeParameters, readIssuePath } from './issueParameters';
import { noParameters, readParameters } from './queryParameters';
import { readCaller } from './readCaller';
import { readJsonBody } from './readJsonBody';

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

  /** Lets the caller in, or not; either way an audit event. */
  async function admit<T>(
    request: Request,
    use: Omit<SentryUse, 'request' | 'entityRef'>,
    answer: (admission: Admission, noted: SentryUse) => Promise<T>,
  ): Promise<T> {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const { kind, namespace, name } = request.params;
    const ref = { kind, namespace, name };
    const entityRef = stringifyEntityRef(ref);
    const noted: SentryUse = { ...use, request, entityRef };
    return audit.record(noted, async () => {
      const caller = readCaller(request, credentials);
      const admission = await access.check(ref, caller);
      noted.entity = admission.entity;
      return answer(admission, noted);
    });
  }

  router.get(`${ENTITY}/triage`, async (request, response) => {
    readParameters(request, noParameters);
    const advice = await admit(
      request,
      { eventId: 'triage-advice' },
      async (admission, noted) => {
        noted.admitted = true;
        return triageAdvice.advise(admission, () =>
          updateAccess.updatable(admission),
        );
      },
    );
    response.set('Cache-Control', 'private, no-store').json(advice);
  });

  async function change(
    request: Request,
    response: Response,
    read: (body: unknown) => SentryIssuesChange,
  ): Promise<void> {
    const acts: TriageAct[] = [];
    const noted: SentryUse['change'] = { acts: [] };
    const answer = await admit(
      request,
      { eventId: 'issue-update', change: noted },
      async (admission, use) => {
        const { project } = readParameters(request, changeParameters);
        const { ids, ...asked } = read(await readJsonBody(request, response));
        noted.issues = ids;
        noted.fields = fieldsOf(asked);
        triage.checkEnabled();
        const updatable = await updateAccess.check(admission);
        use.admitted = true;
        return triage.change({
          admission,
          updatable,
          request: { ids, change: asked, ...(project && { project }) },
          onAct: act => {
            acts.push(act);
            noted.acts = acts.map(one => ({ ...one }));
          },
        });
      },
    );
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
