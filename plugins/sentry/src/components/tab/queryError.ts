import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { inSentences } from '../ui/messages';

/** What is wrong with what was asked for, to be shown where it was chosen. */
export interface QueryError {
  field: 'query' | 'environment';
  text: string;
}

/** The message of a search that the backend rejects before Sentry is asked. */
const refused = /^Query parameter `query`: (.+)$/;
const tooLong = /^has more than (\d+) characters$/;

/** Returns what an error says of the query, if it is about that. */
export function useQueryError(): (
  error: Error | undefined,
  query: SentryIssuesQuery,
) => QueryError | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  return (error, { environment = [] }) => {
    if (error instanceof SentryProblemException) {
      const { code, message, action } = error.problem;
      if (code !== 'QUERY_INVALID') {
        return undefined;
      }
      const named = [...message.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
      const isEnvironment =
        named.length > 0 && named.every(name => environment.includes(name));
      return {
        field: isEnvironment ? 'environment' : 'query',
        text: inSentences(message, action),
      };
    }
    const isRefused =
      error instanceof SentryRequestException && error.reason === 'bad-request';
    const reason = isRefused && refused.exec(error.message)?.[1];
    if (!reason) {
      return undefined;
    }
    const most = tooLong.exec(reason)?.[1];
    return {
      field: 'query',
      text: most
        ? t('filters.tooLong', { number: formats.number(Number(most)) })
        : t('filters.refused', { reason }),
    };
  };
}
