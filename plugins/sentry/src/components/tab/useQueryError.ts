import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { inSentences } from '../ui/inSentences';

/** How the backend refuses a search before Sentry is asked; it says no more than this. */
const refused = /^Query parameter `query`: (.+)$/;
const tooLong = /^has more than (\d+) characters$/;

/** Finds what to say by the search field, if that is what is wrong. */
export function useQueryError(): (
  error: Error | undefined,
) => string | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  return error => {
    if (error instanceof SentryProblemException) {
      const { code, message, action } = error.problem;
      return code === 'QUERY_INVALID'
        ? inSentences(message, action)
        : undefined;
    }
    const isRefused =
      error instanceof SentryRequestException && error.reason === 'bad-request';
    const reason = isRefused && refused.exec(error.message)?.[1];
    if (!reason) {
      return undefined;
    }
    const most = tooLong.exec(reason)?.[1];
    return most
      ? t('filters.tooLong', { number: formats.number(Number(most)) })
      : t('filters.refused', { reason });
  };
}
