import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { issueNotFound as notFound } from '../detail/problems';

/** As it is told of a detail: whether there is none, or it is another entity's, makes no difference. */
export function issueNotFound(entityRef: string): SentryProblem {
  return notFound(entityRef).toProblem();
}
