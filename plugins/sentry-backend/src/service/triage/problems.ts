import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';

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
export function changedUnread(failure: SentryProblem): SentryProblem {
  return {
    ...failure,
    message: `Sentry took the change, but how the issue is now could not be read: ${failure.message}`,
    action: 'Load the page again to see it.',
  };
}

/** Sentry did not answer: it may have heard all the same. */
export function perhapsChanged(failure: SentryProblemError): SentryProblem {
  const problem = failure.toProblem();
  return failure.code === 'UPSTREAM_TIMEOUT'
    ? {
        ...problem,
        action:
          'The change may have been made all the same: load the page again before you try once more.',
      }
    : problem;
}
