import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { canConnectHelp } from './canConnectHelp';
import { saysMore } from './saysMore';

/** Those that are told differently where the token is the viewer's own. */
const ownTitles = ['TOKEN_REJECTED', 'SCOPE_MISSING', 'NOT_CONNECTED'] as const;

/** Those that are told differently where something was to be changed. */
const changeTitles = [
  'NOT_CONFIGURED',
  'QUERY_INVALID',
  'SCOPE_MISSING',
] as const;

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
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isConnected = useSentryConnection()?.isConnected;

  const titleOf = (problem: SentryProblem): string => {
    const own = ownTitles.find(code => code === problem.code);
    const isOwn = own && isConnected && canConnectHelp(problem, isConnected);
    const change =
      problem.isChange && changeTitles.find(code => code === problem.code);
    if (change) {
      return isOwn && change === 'SCOPE_MISSING'
        ? t('problem.ownChangeTitle.SCOPE_MISSING')
        : t(`problem.changeTitle.${change}`);
    }
    return isOwn
      ? t(`problem.ownTitle.${own}`)
      : t(`problem.title.${problem.code}`);
  };

  const ofProblem = (problem: SentryProblem): ProblemText => {
    const text = {
      kind: problem.code,
      title: titleOf(problem),
      message: problem.message,
      action: problem.action,
      documentation: problem.documentation,
      retryAfterSeconds: problem.retryAfterSeconds,
    };
    // That it is so the title says, but not why it matters here.
    return problem.code === 'NOT_CONNECTED' && !saysMore(text)
      ? { ...text, message: t('problem.asViewer') }
      : text;
  };

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
