import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../../api/errors';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { keyOf } from '../../data/changes';
import type { TriageFailure } from '../../triage/acts';
import { canConnectHelp, useProblemText } from '../ui/problemText';

/** These may pass by themselves. */
const temporary: SentryProblemCode[] = [
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** The same request would fail again with these. */
const permanent: SentryRequestFailure[] = [
  'bad-request',
  'forbidden',
  'not-found',
  'not-installed',
  'unauthenticated',
];

/** Whether a failed change may succeed when it is sent again, maybe after the viewer has connected or agreed. */
export function canRetryChange(
  error: Error,
  isConnected: boolean | undefined,
): boolean {
  if (error instanceof SentryProblemException) {
    const { problem } = error;
    return (
      temporary.includes(problem.code) || canConnectHelp(problem, isConnected)
    );
  }
  return !(
    error instanceof SentryRequestException && permanent.includes(error.reason)
  );
}

/** Returns why a change failed and what to do, in other words than for a failed read. */
export function useFailureText(): (error: Error) => {
  message: string;
  action?: string;
} {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const problemText = useProblemText();

  return error => {
    if (error instanceof SentryProblemException) {
      return error.problem;
    }
    const reason =
      error instanceof SentryRequestException ? error.reason : 'unexpected';
    if (reason === 'bad-request') {
      return { message: error.message };
    }
    if (reason === 'forbidden' || reason === 'unexpected') {
      return {
        message: t(`triage.failed.${reason}.message`),
        action: t(`triage.failed.${reason}.action`),
      };
    }
    return problemText(error);
  };
}

/** The number of issues that failures are about: one may have failed in several ways. */
export function countIssues(failures: TriageFailure[]): number {
  return new Set(failures.map(({ issue }) => keyOf(issue))).size;
}
