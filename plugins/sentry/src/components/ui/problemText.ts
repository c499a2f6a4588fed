import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryProblem,
  SentryProblemCode,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
  SentryRequestFailure,
} from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { pageMessages } from '../../translations/page/en';

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

const english: Partial<Record<string, string>> = pageMessages;

/** Whether the message tells anything that its title does not. */
export function saysMore({ kind, title, message }: ProblemText): boolean {
  // The backend speaks English, whatever the language of the title.
  return ![title, english[`problem.title.${kind}`]].includes(
    message.replace(/\.$/, ''),
  );
}

/** What the backend calls the button, where it asks the viewer to press it. */
const buttonName = 'Connect to Sentry';

/**
 * Whether connecting, or connecting once more, is a way out of a problem. Sentry
 * rejects the portal's own tokens with the same codes as a viewer's; only of the
 * viewer's does the backend say that they connect again.
 */
export function canConnectHelp(
  problem: SentryProblem,
  isConnected: boolean | undefined,
): boolean {
  switch (problem.code) {
    case 'NOT_CONNECTED':
      return true;
    case 'TOKEN_REJECTED':
    case 'SCOPE_MISSING':
      return Boolean(isConnected && problem.action?.includes(buttonName));
    default:
      return false;
  }
}

/** Whether the same can be asked again with any hope. */
export function canRetryHelp(error: Error): boolean {
  return !(
    error instanceof SentryRequestException && error.reason === 'bad-request'
  );
}
