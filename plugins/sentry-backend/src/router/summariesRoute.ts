import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type {
  SentryRefusal,
  SentrySummariesResponse,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { contentOf } from '../answers/AnswerCache';
import type { EntityRoutesOptions } from './entityRoutes';
import {
  ANYONE,
  readCaller,
  readParameters,
  summariesParameters,
} from './parameters';

type Item = SentrySummariesResponse['items'][number];

// So many are authorized and asked for at the same time.
const AT_ONCE = 10;

/** The summaries of several entities, each authorized and audited as that of one is. */
export function createSummariesRoute(options: EntityRoutesOptions): Router {
  const { httpAuth, access, audit, services } = options;
  const router = PromiseRouter({ strict: true });

  router.get('/summaries', async (request, response) => {
    const credentials = await httpAuth.credentials(request, ANYONE);
    const {
      entityRef: refs,
      facts: withFacts,
      ...query
    } = readParameters(request, summariesParameters);
    const caller = readCaller(request, credentials);

    async function summarize(ref: string): Promise<Item> {
      const entityRef = parseEntityRef(ref);
      const event = audit.begin({
        eventId: 'issue-summary',
        request,
        entityRef,
      });
      try {
        const authorized = await access.check(entityRef, caller);
        event.allow(authorized.entity);
        const answer = await services.summary.summarize(authorized, query, {
          withFacts,
        });
        await event.success();
        return { entityRef: ref, summary: contentOf<SentrySummary>(answer) };
      } catch (error) {
        await event.fail(error);
        return { entityRef: ref, problem: problemOf(error) };
      }
    }

    const items: Item[] = [];
    const left = refs.entries();
    const summarizeLeft = async () => {
      for (const [index, ref] of left) {
        items[index] = await summarize(ref);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, summarizeLeft));
    response.set('Cache-Control', 'private, no-cache').json({ items });
  });
  return router;
}

/** Why there is no summary. Throws what is no answer about an entity. */
function problemOf(thrown: unknown): NonNullable<Item['problem']> {
  if (thrown instanceof SentryProblemError) {
    return thrown.toProblem();
  }
  const { name, message } = toError(thrown);
  if (isRefusal(name)) {
    return { name, message };
  }
  throw thrown;
}

function isRefusal(name: string): name is SentryRefusal['name'] {
  return [
    'NotAllowedError',
    'NotFoundError',
    'ServiceUnavailableError',
  ].includes(name);
}
