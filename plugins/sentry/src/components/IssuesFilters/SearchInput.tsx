import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField, Text } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { useEffect, useId, useState } from 'react';
import { sentryTranslationRef } from '../../translation';
import styles from './IssuesFilters.module.css';

/**
 * The search in Sentry's own syntax. Asks on Enter or on leaving the field:
 * half a search is mostly one that Sentry can't parse.
 */
export function SearchInput(props: {
  value: string;
  onSubmit: (value: string) => void;
  /** What Sentry says about a search it can't parse. */
  error?: string;
}) {
  const { value, onSubmit, error } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const errorId = useId();
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);

  const submit = (next: string) => {
    const trimmed = next.trim();
    if (trimmed !== value) {
      onSubmit(trimmed);
    }
  };

  return (
    <div className={styles.search}>
      <SearchField
        label={t('filters.search')}
        placeholder={t('filters.searchPlaceholder')}
        size="small"
        value={draft}
        onChange={setDraft}
        onSubmit={submit}
        onBlur={() => submit(draft)}
        onClear={() => submit('')}
        isInvalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        spellCheck="false"
        autoComplete="off"
      />
      {error !== undefined && (
        <div className={styles.error} role="alert" id={errorId}>
          <RiErrorWarningLine size={16} aria-hidden />
          <Text variant="body-small" color="danger">
            {error}
          </Text>
        </div>
      )}
    </div>
  );
}
