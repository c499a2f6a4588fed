import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useProblemText } from '../ui/useProblemText';

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
