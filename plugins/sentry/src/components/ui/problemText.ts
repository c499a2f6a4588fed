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
import { sentryTranslationRef } from '../../translation';
import { inSentences } from './messages';

/** Codes with another title where the token is the viewer's own. */
const ownTitles = ['TOKEN_REJECTED', 'SCOPE_MISSING', 'NOT_CONNECTED'] as const;

/** Codes with another text where a change failed. */
const changeCodes = [
  'NOT_CONFIGURED',
  'QUERY_INVALID',
  'SCOPE_MISSING',
] as const;

/** A failure in the viewer's language. */
export interface ProblemText extends Pick<
  SentryProblem,
  'message' | 'action' | 'documentation' | 'retryAfterSeconds'
> {
  kind: SentryProblemCode | SentryRequestFailure;
  title: string;
  /** The backend's own words, in English: what exactly failed, and how to mend it. */
  details?: string;
  /** Whether it is the viewer's own connection that fails. */
  isOwn?: boolean;
  /** Whether it was something to be changed that failed. */
  isChange?: boolean;
}

/** Returns the texts for an error of a request to the backend. */
export function useProblemText(): (error: Error) => ProblemText {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const isConnected = useSentryConnection()?.isConnected;

  const textOf = (problem: SentryProblem): ProblemText => {
    const { code, message, action, documentation, retryAfterSeconds } = problem;
    const own = ownTitles.find(each => each === code);
    const isOwn = own && isConnected && canConnectHelp(problem, isConnected);
    const change = problem.isChange && changeCodes.find(each => each === code);
    const rest = { kind: code, documentation, retryAfterSeconds };
    // What this plugin itself says of an entity is in the viewer's language.
    if (message === tBase('annotationMissing.message')) {
      return { ...rest, title: t(`problem.title.${code}`), message, action };
    }
    const ownTitle = () =>
      change === 'SCOPE_MISSING'
        ? t('problem.ownChangeTitle.SCOPE_MISSING')
        : own && t(`problem.ownTitle.${own}`);
    const title = change
      ? t(`problem.changeTitle.${change}`)
      : t(`problem.title.${code}`);
    const help = change
      ? t(`problem.changeMessage.${change}`)
      : t(`problem.message.${code}`);
    return {
      ...rest,
      title: (isOwn && ownTitle()) || title,
      message: isOwn ? t('problem.ownMessage') : help,
      // The lines to paste are shown by themselves.
      details: inSentences(message, action?.split('\n')[0]),
      isOwn: isOwn || code === 'NOT_CONNECTED',
      isChange: problem.isChange,
    };
  };

  return error => {
    if (error instanceof SentryProblemException) {
      return textOf(error.problem);
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
