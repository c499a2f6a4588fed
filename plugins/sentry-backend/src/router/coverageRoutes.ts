import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { sentryCoverageDecisions } from 'backstage-plugin-sentry-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { SentryAudit } from '../audit/SentryAudit';
import type { CoverageAccess } from '../coverage/CoverageAccess';
import type { CoverageReader } from '../coverage/CoverageReader';
import { readJsonBody } from './changeBody';
import {
  ANYONE,
  coverageParameters,
  noParameters,
  readParameters,
} from './parameters';
import { sendUncached } from './sendAnswer';

const PAGE = 25;

/** @internal */
export interface CoverageRoutesOptions {
  httpAuth: HttpAuthService;
  audit: SentryAudit;
  coverage: { access: CoverageAccess; reader: CoverageReader };
}

const decisionBody = z.strictObject({
  entityRef: z
    .string()
    .max(255)
    .transform((ref, context) => {
      try {
        return stringifyEntityRef(parseEntityRef(ref));
      } catch {
        context.addIssue('must be an entity ref with its kind');
        return z.NEVER;
      }
    }),
  project: z.string().min(1).max(255),
  decision: z.enum(sentryCoverageDecisions),
});

/** `/coverage`: the catalog against Sentry, as the last comparison found them. */
export function createCoverageRoutes(options: CoverageRoutesOptions): Router {
  const { httpAuth, audit, coverage } = options;
  const router = PromiseRouter({ strict: true });

  router.get('/coverage', async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const {
      list = 'suggestions',
      limit = PAGE,
      cursor: offset = 0,
    } = readParameters(request, coverageParameters);
    const event = audit.begin({ eventId: 'coverage-list', request, response });
    const view = await coverage.access.check(credentials);
    event.allow();
    const answer = await coverage.reader.list(view, list, { offset, limit });
    await sendUncached(response, { answer, event });
  });

  // What the module of the catalog backend generates annotations from.
  router.get('/coverage/matches', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['service'],
    });
    readParameters(request, noParameters);
    const event = audit.begin({
      eventId: 'coverage-matches',
      request,
      response,
    });
    // A token can be restricted to other permissions.
    await coverage.access.checkAll(credentials);
    event.allow();
    const answer = await coverage.reader.matches();
    await sendUncached(response, { answer, event });
  });

  router.patch('/coverage', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    readParameters(request, noParameters);
    const { entityRef, project, decision } = readDecision(
      await readJsonBody(request, response),
    );
    const event = audit.begin({
      eventId: 'coverage-decide',
      request,
      response,
      entityRef: parseEntityRef(entityRef),
      isChange: true,
    });
    event.describe({ ref: entityRef }, { project, coverage: decision });
    const view = await coverage.access.check(credentials);
    await coverage.reader.checkSuggestion(view, entityRef, project);
    await event.beginChange();
    await coverage.reader.decide(entityRef, project, decision);
    await sendUncached(response, { answer: { decision }, event });
  });
  return router;
}

/** @throws InputError naming the field that is unknown or can't be used */
function readDecision(body: unknown): z.output<typeof decisionBody> {
  const result = decisionBody.safeParse(body);
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  if (issue.code === 'unrecognized_keys') {
    throw new InputError(`Unknown field \`${issue.keys[0].slice(0, 100)}\``);
  }
  throw new InputError(
    issue.path.length
      ? `Field \`${String(issue.path[0])}\`: ${issue.message}`
      : 'The body must be a JSON object',
  );
}
