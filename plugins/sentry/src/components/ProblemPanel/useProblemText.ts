import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../../api';
import { sentryTranslationRef } from '../../translation';

/** A failure in words. */
export interface ProblemText {
  kind: SentryProblemCode | SentryRequestFailure;
  title: string;
  message: string;
  action?: string;
  documentation?: string;
  retryAfterSeconds?: number;
}

/** Finds the words for whatever a request to the backend failed with. */
export function useProblemText(): (error: Error) => ProblemText {
  const { t } = useTranslationRef(sentryTranslationRef);

  const ofProblem = (problem: SentryProblem): ProblemText => ({
    kind: problem.code,
    title: t(`problem.title.${problem.code}`),
    message: problem.message,
    action: problem.action,
    documentation: problem.documentation,
    retryAfterSeconds: problem.retryAfterSeconds,
  });

  const ofRequest = (kind: SentryRequestFailure): ProblemText => ({
    kind,
    title: t(`problem.request.${kind}.title`),
    message: t(`problem.request.${kind}.message`),
    action: t(`problem.request.${kind}.action`),
  });

  return error => {
    if (error instanceof SentryProblemException) {
      return ofProblem(error.problem);
    }
    return ofRequest(
      error instanceof SentryRequestException ? error.reason : 'unexpected',
    );
  };
}
