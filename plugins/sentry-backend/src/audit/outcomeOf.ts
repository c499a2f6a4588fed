import { toError } from '@backstage/errors';
import { SentryProblemError } from 'backstage-plugin-sentry-node';

/** How a use of Sentry ended, for somebody who looks for the ones that should not have been. */
export interface Outcome {
  decision: 'allowed' | 'denied' | 'unreadable' | 'undecided';
  /** `succeeded`, the code of a problem, or the name of an error. */
  outcome: string;
}

/**
 * @param admitted - whether the caller was let in before it failed. They may still be denied
 *   the one part of an entity that it turned out to be about
 */
export function outcomeOf(thrown: unknown, admitted: boolean): Outcome {
  const error = toError(thrown);
  const outcome = error instanceof SentryProblemError ? error.code : error.name;
  if (admitted && error.name !== 'NotAllowedError') {
    return { decision: 'allowed', outcome };
  }
  switch (error.name) {
    case 'NotAllowedError':
      return { decision: 'denied', outcome };
    case 'NotFoundError':
      return { decision: 'unreadable', outcome };
    default:
      return { decision: 'undecided', outcome };
  }
}
