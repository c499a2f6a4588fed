import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
  SentryRequestFailure,
} from '../../api/errors';
import { canConnectHelp, useProblemText } from '../ui/problemText';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { TriageKind, TriageFailure } from '../../triage/types';
import { keyOf } from '../../triage/Overlays';

/** Those that pass by themselves. */
const passing: SentryProblemCode[] = [
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** Those that somebody else has to mend. */
const lasting: SentryRequestFailure[] = [
  'bad-request',
  'forbidden',
  'not-found',
  'not-installed',
  'unauthenticated',
];

/**
 * Whether the same change can be asked for again with any hope: where it may pass, or where
 * the viewer can do something about it, as to connect or to agree.
 */
export function canRetryChange(
  error: Error,
  isConnected: boolean | undefined,
): boolean {
  if (error instanceof SentryProblemException) {
    const { problem } = error;
    return (
      passing.includes(problem.code) || canConnectHelp(problem, isConnected)
    );
  }
  return !(
    error instanceof SentryRequestException && lasting.includes(error.reason)
  );
}

/** Why a change was not made, and what to do: other words than for what could not be read. */
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

/** Says what is done to an issue, in the words of the button that does it. */
export function useKindText(): (kind: TriageKind) => string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return kind => {
    switch (kind) {
      case 'resolve':
      case 'archive':
      case 'assign':
        return t(`triage.${kind}.action`);
      default:
        return t(`triage.${kind}`);
    }
  };
}

/** How many issues failures are about; one may have failed in several ways. */
export function countIssues(failures: TriageFailure[]): number {
  return new Set(failures.map(({ issue }) => keyOf(issue))).size;
}
