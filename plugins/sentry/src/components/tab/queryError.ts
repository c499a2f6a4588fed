import { useTranslationRef } from '@backstage/frontend-plugin-api';
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
  /** What of it is wrong, as it was asked for. */
  values?: string[];
}

/** The message of a search that the backend rejects before Sentry is asked. */
const refused = /^Query parameter `query`: (.+)$/;
const someStates = ['`is:unresolved`', '`is:regressed`'];
const tooLong = /^has more than (\d+) characters$/;

/** Returns what an error says of the query, if it is about that. */
export function useQueryError(): (
  error: Error | undefined,
) => QueryError | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  return error => {
    if (error instanceof SentryProblemException) {
      const { code, message, action, invalid } = error.problem;
      if (code !== 'QUERY_INVALID' || invalid?.parameter === 'cursor') {
        return undefined;
      }
      const field =
        invalid?.parameter === 'environment' ? 'environment' : 'query';
      const { values = [], nearest } = invalid ?? {};
      const terms = formats.list(values.map(value => `\`${value}\``));
      if (values.length === 0) {
        return { field, text: inSentences(message, action) };
      }
      if (field === 'environment') {
        return { field, values, text: t('filters.noEnvironment', { terms }) };
      }
      const unknown = t('filters.unknownTerm', { terms });
      const states = values.every(value => /^!?is:/.test(value));
      const hint = nearest
        ? t('filters.didYouMean', { term: `\`${nearest}\`` })
        : states && t('filters.tryStates', { terms: someStates.join(', ') });
      return { field, values, text: hint ? `${unknown} ${hint}` : unknown };
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
