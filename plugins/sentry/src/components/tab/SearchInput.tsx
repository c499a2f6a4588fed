import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField, Text } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { useEffect, useId, useRef, useState } from 'react';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { inSentences, MessageText } from '../ui/messages';
import { QuietText } from '../ui/primitives';
import styles from './IssuesFilters.module.css';

/** A search in Sentry's syntax. It submits on Enter or blur: half a search rarely parses. */
export function SearchInput(props: {
  value: string;
  onSubmit: (value: string) => void;
  error?: string;
  /** Undefined where no filter is set. */
  onClearFilters?: () => void;
}) {
  const { value, onSubmit, error, onClearFilters } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const errorId = useId();
  const hintId = useId();
  const field = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);

  const submit = (next: string) => {
    const trimmed = next.trim();
    if (trimmed !== value) {
      onSubmit(trimmed);
    }
  };

  const isAsked = draft.trim() === value;
  const describedBy = [
    error !== undefined && errorId,
    !isAsked && hintId,
  ].filter(Boolean);

  const clearFilters = () => {
    setDraft(value);
    onClearFilters?.();
    // The button disappears with the filters.
    field.current?.querySelector('input')?.focus();
  };

  return (
    <div className={styles.search}>
      <SearchField
        ref={field}
        label={t('filters.search')}
        placeholder={t('filters.searchPlaceholder')}
        size="small"
        value={draft}
        onChange={setDraft}
        onSubmit={submit}
        onBlur={() => submit(draft)}
        onClear={() => submit('')}
        isInvalid={error !== undefined}
        aria-describedby={describedBy.join(' ') || undefined}
        spellCheck="false"
        autoComplete="off"
      />
      <div className={styles.beside}>
        {!isAsked && (
          <span id={hintId} className={styles.hint}>
            <QuietText>{t('filters.pressEnter')}</QuietText>
          </span>
        )}
        {onClearFilters && (
          <button type="button" className={styles.clear} onClick={clearFilters}>
            {t('filters.clear')}
          </button>
        )}
      </div>
      {error !== undefined && (
        <div className={styles.error} role="alert" id={errorId}>
          <RiErrorWarningLine size={16} aria-hidden />
          <Text variant="body-small" color="danger">
            <MessageText>{error}</MessageText>
          </Text>
        </div>
      )}
    </div>
  );
}

/** The message of a search that the backend rejects before Sentry is asked. */
const refused = /^Query parameter `query`: (.+)$/;
const tooLong = /^has more than (\d+) characters$/;

/** Returns the text for the search field, if an error is about the search. */
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
