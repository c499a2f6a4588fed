import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { splitTerms } from '../../api/query';
import type { IssuesOf } from '../../data/answers';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ClearIcon, SearchIcon } from '../ui/icons';
import { QuietText } from '../ui/primitives';
import styles from './SearchInput.module.css';
import { type Suggestion, useSuggestions } from './suggestions';

/**
 * A search in Sentry's syntax, with suggestions for the term at the caret: a combobox as
 * ARIA describes it. The design system's filters by the whole text, and says in English that
 * there is nothing to suggest. It submits on Enter or blur: half a search rarely parses.
 */
export function SearchInput(props: {
  of: IssuesOf;
  value: string;
  onSubmit: (value: string) => void;
  /** Which of its terms are refused, and the id of the element that says so. */
  error?: { terms: string[]; id: string };
  /** Whether a server has only a part of Sentry's search. */
  isLimited: boolean;
}) {
  const { of, value, onSubmit, error, isLimited } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(value);
  const [caret, setCaret] = useState(value.length);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const suggestions = useSuggestions({
    of,
    search: draft,
    caret,
    isOpen,
    isLimited,
  });
  const isShown = isOpen && suggestions.length > 0;
  const isAsked = draft.trim() === value;
  const describedBy = [error?.id, !isAsked && `${id}hint`].filter(Boolean);
  useEffect(() => setDraft(value), [value]);
  useCaretAt(input, caret, draft);

  const submit = (next: string) => {
    setOpen(false);
    if (next.trim() !== value) {
      onSubmit(next.trim());
    }
  };
  const edit = (next: string, place: number, opens: boolean) => {
    setDraft(next);
    setCaret(place);
    setOpen(opens);
    setActive(-1);
  };
  const take = (suggestion: Suggestion) => {
    edit(suggestion.search, suggestion.caret, suggestion.isKey);
    if (!suggestion.isKey) {
      submit(suggestion.search);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    if (key === 'Enter') {
      if (isShown && suggestions[active]) {
        take(suggestions[active]);
      } else {
        submit(draft);
      }
    } else if (key === 'Escape' && (isShown || !isAsked)) {
      if (isShown) {
        setOpen(false);
      } else {
        edit(value, value.length, false);
      }
    } else if (isShown && (key === 'ArrowDown' || key === 'ArrowUp')) {
      const { length } = suggestions;
      const before = Math.max(active, 0) - 1 + length;
      setActive((key === 'ArrowDown' ? active + 1 : before) % length);
    } else if (key === 'ArrowDown') {
      // Behind a term that is whole, the next one.
      const isWhole = isOpen && caret === draft.length && /\S$/.test(draft);
      const next = isWhole ? `${draft} ` : draft;
      edit(next, isWhole ? next.length : caret, true);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={styles.search}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) {
          submit(draft);
        }
      }}
    >
      <div className={styles.field} data-invalid={error !== undefined}>
        <SearchIcon size={16} aria-hidden />
        <div className={styles.text}>
          {error && isAsked && <Mistake search={value} terms={error.terms} />}
          <input
            ref={input}
            type="text"
            dir="auto"
            role="combobox"
            aria-label={t('filters.search')}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-expanded={isShown}
            aria-controls={isShown ? `${id}list` : undefined}
            aria-activedescendant={
              isShown && active >= 0 ? `${id}${active}` : undefined
            }
            aria-invalid={error ? true : undefined}
            aria-describedby={describedBy.join(' ') || undefined}
            placeholder={t('filters.searchPlaceholder')}
            value={draft}
            onChange={({ target }) =>
              edit(target.value, target.selectionStart ?? 0, true)
            }
            onSelect={({ currentTarget }) =>
              setCaret(currentTarget.selectionStart ?? draft.length)
            }
            onClick={() => setOpen(true)}
            onKeyDown={onKeyDown}
            spellCheck="false"
            autoComplete="off"
            autoCapitalize="off"
            enterKeyHint="search"
          />
        </div>
        {!isAsked && (
          <span id={`${id}hint`} className={styles.hint}>
            <QuietText>{t('filters.pressEnter')}</QuietText>
          </span>
        )}
        {draft && (
          <button
            type="button"
            className={styles.clear}
            aria-label={t('filters.clearSearch')}
            onClick={() => {
              edit('', 0, false);
              submit('');
              input.current?.focus();
            }}
          >
            <ClearIcon size={16} aria-hidden />
          </button>
        )}
      </div>
      {isShown && (
        <ul
          id={`${id}list`}
          role="listbox"
          aria-label={t('filters.suggestions')}
          className={styles.list}
        >
          {suggestions.map((suggestion, index) => (
            <Option
              key={suggestion.label}
              id={`${id}${index}`}
              suggestion={suggestion}
              isActive={index === active}
              onTake={() => take(suggestion)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Puts the caret where a suggestion has left it: React puts it at the end of a new value. */
function useCaretAt(
  input: { current: HTMLInputElement | null },
  caret: number,
  draft: string,
) {
  const latest = useRef(caret);
  latest.current = caret;
  useLayoutEffect(() => {
    if (document.activeElement === input.current) {
      input.current?.setSelectionRange(latest.current, latest.current);
    }
  }, [input, draft]);
}

function Option(props: {
  id: string;
  suggestion: Suggestion;
  isActive: boolean;
  onTake: () => void;
}) {
  const { id, suggestion, isActive, onTake } = props;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) {
      element.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [isActive]);
  return (
    // The keys are those of the field, which keeps the focus.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <li
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      className={styles.option}
      onPointerDown={event => event.preventDefault()}
      onClick={onTake}
    >
      <bdi>{suggestion.label}</bdi>
      {suggestion.hint && (
        <QuietText>
          <bdi>{suggestion.hint}</bdi>
        </QuietText>
      )}
    </li>
  );
}

/** The search once more below the field's text, with a line under the term that is wrong. */
function Mistake(props: { search: string; terms: string[] }) {
  const { search, terms } = props;
  const term = splitTerms(search).find(({ text }) => terms.includes(text));
  return term ? (
    <span className={styles.mirror} dir="auto" aria-hidden>
      {search.slice(0, term.start)}
      <mark>{term.text}</mark>
    </span>
  ) : null;
}
