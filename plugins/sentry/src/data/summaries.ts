import type {
  SentryRefusal,
  SentrySummariesResponse,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
import type { SentryApi } from '../api/SentryApi';
import {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../api/errors';
import { type Answer, useAnswer } from './useAnswer';

/** As long as the backend serves an answer as fresh. */
const freshMs = 60_000;
/** What `GET /summaries` takes. */
const mostRefs = 50;

/** The entities that are asked for in one request. */
interface Batch {
  sentryApi: SentryApi;
  statsPeriod: string;
  entityRefs: Set<string>;
  answer: Promise<SentrySummariesResponse>;
}

/** Those that take more entities until the end of the turn. */
const collecting = new Set<Batch>();

/**
 * Counts of one of many entities: all that mount together are asked for in one request. An
 * answer serves those that mount within the next minute.
 */
export function useSummaryOfMany(
  entityRef: string,
  statsPeriod: string,
): Answer<SentrySummary> {
  return useAnswer<SentrySummary>(
    ['summaries', entityRef, statsPeriod],
    async ({ sentryApi }) => {
      const { answer } = batchWith(entityRef, { sentryApi, statsPeriod });
      const { items } = await answer;
      return summaryOf(items.find(item => item.entityRef === entityRef));
    },
    { freshMs, isLive: true },
  );
}

function batchWith(
  entityRef: string,
  { sentryApi, statsPeriod }: Pick<Batch, 'sentryApi' | 'statsPeriod'>,
): Batch {
  const found = [...collecting].find(
    one =>
      one.sentryApi === sentryApi &&
      one.statsPeriod === statsPeriod &&
      one.entityRefs.size < mostRefs,
  );
  if (found) {
    found.entityRefs.add(entityRef);
    return found;
  }
  const entityRefs = new Set([entityRef]);
  const batch: Batch = {
    sentryApi,
    statsPeriod,
    entityRefs,
    answer: endOfTurn().then(() => {
      collecting.delete(batch);
      return sentryApi.getSummaries({
        entityRef: [...entityRefs],
        statsPeriod,
      });
    }),
  };
  collecting.add(batch);
  return batch;
}

function endOfTurn(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve);
  });
}

const refusals: Record<SentryRefusal['name'], SentryRequestFailure> = {
  NotAllowedError: 'forbidden',
  NotFoundError: 'not-found',
  ServiceUnavailableError: 'unexpected',
};

function summaryOf(
  item: SentrySummariesResponse['items'][number] | undefined,
): SentrySummary {
  if (item?.summary) {
    return item.summary;
  }
  const problem = item?.problem;
  if (problem?.code) {
    throw new SentryProblemException(problem);
  }
  throw new SentryRequestException(
    problem ? refusals[problem.name] : 'unexpected',
    problem?.message ?? 'The answer has nothing of the entity.',
  );
}
