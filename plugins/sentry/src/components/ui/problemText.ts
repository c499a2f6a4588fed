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
import { pageMessages } from '../../translations/page/en';

/** Codes with another title where the token is the viewer's own. */
const ownTitles = ['TOKEN_REJECTED', 'SCOPE_MISSING', 'NOT_CONNECTED'] as const;

/** Codes with another title where a change failed. */
const changeTitles = [
  'NOT_CONFIGURED',
  'QUERY_INVALID',
  'SCOPE_MISSING',
] as const;

/** A failure in words. */
export interface ProblemText extends Pick<
  SentryProblem,
  'message' | 'action' | 'documentation' | 'retryAfterSeconds'
> {
  kind: SentryProblemCode | SentryRequestFailure;
  title: string;
}

/** Returns the texts for an error of a request to the backend. */
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

  return error => {
    if (error instanceof SentryProblemException) {
      const { code, message, action, documentation, retryAfterSeconds } =
        error.problem;
      const text = {
        kind: code,
        title: titleOf(error.problem),
        message,
        action,
        documentation,
        retryAfterSeconds,
      };
      return code === 'NOT_CONNECTED' && !saysMore(text)
        ? { ...text, message: t('problem.asViewer') }
        : text;
    }
    const kind =
      error instanceof SentryRequestException ? error.reason : 'unexpected';
    return {
      kind,
      title: t(`problem.request.${kind}.title`),
      message: t(`problem.request.${kind}.message`),
      action: t(`problem.request.${kind}.action`),
    };
  };
}

const english: Partial<Record<string, string>> = pageMessages;

/** Whether the message adds anything to the title. */
export function saysMore({ kind, title, message }: ProblemText): boolean {
  // Messages of the backend are English, whatever the language of the title.
  return ![title, english[`problem.title.${kind}`]].includes(
    message.replace(/\.$/, ''),
  );
}

/**
 * Whether connecting again solves a problem. Sentry rejects Backstage's tokens with the
 * same codes as a viewer's; the backend names the button only for the viewer's.
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
      return Boolean(
        isConnected && problem.action?.includes('Connect to Sentry'),
      );
    default:
      return false;
  }
}

/** Whether the same request can succeed later. */
export function canRetryHelp(error: Error): boolean {
  return !(
    error instanceof SentryRequestException && error.reason === 'bad-request'
  );
}
