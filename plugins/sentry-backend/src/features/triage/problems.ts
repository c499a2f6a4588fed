import type {
  SentryIssueChangeProblem,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { isOutage } from '../../answers/failures';

/** Why an issue is not among those that were changed, whichever it is. */
export type ChangeProblem = Omit<SentryIssueChangeProblem, 'issue'>;

/** Config does not let issues be changed. */
export function triageDisabled(): SentryProblem {
  return {
    code: 'NOT_CONFIGURED',
    message:
      'Changing Sentry issues from this portal is turned off: `sentry.triage.enabled` in its config is not true.',
    action:
      'Change the issue in Sentry. The platform team can set sentry.triage.enabled to true in app-config.yaml; the token then needs the scope `event:write`.',
    isChange: true,
  };
}

/** It is done; how the issue is now is not known. */
export function changedUnread(failure: SentryProblem): ChangeProblem {
  return {
    ...failure,
    message: `Sentry took the change, but how the issue is now could not be read: ${failure.message}`,
    action: 'Load the page again to see it.',
    outcome: 'changed',
  };
}

/**
 * Whether a change that failed so may have been made: silence, a broken connection and a
 * gateway's own words say nothing of what Sentry did. Whoever asks too often is not heard.
 */
export function isUncertain({ code }: Pick<SentryProblem, 'code'>): boolean {
  return isOutage(code) && code !== 'RATE_LIMITED';
}

/** Why Sentry did not change an issue, or did not say whether it has. */
export function notChanged(failure: SentryProblemError): ChangeProblem {
  const problem = failure.toProblem();
  return isUncertain(failure)
    ? {
        ...problem,
        action:
          'The change may have been made all the same: load the page again before you try once more.',
        outcome: 'unknown',
      }
    : problem;
}

/** Sentry took the change, and then has no such issue: of which it was told, or no more. */
export function gone(notFound: SentryProblem): ChangeProblem {
  return { ...notFound, outcome: 'unknown' };
}
