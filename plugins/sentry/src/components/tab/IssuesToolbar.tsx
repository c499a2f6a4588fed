import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { type ReactNode, useCallback, useId } from 'react';
import { useCaptureAct } from '../../analytics';
import { hasTerm, withTerm } from '../../api/query';
import type { IssuesOf } from '../../data/answers';
import type { ChangeIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { MessageText } from '../ui/messages';
import { Filters } from './Filters';
import type { FilterOption } from './FilterSelect';
import styles from './IssuesToolbar.module.css';
import { ListActions, type ListActionsProps } from './ListActions';
import type { QueryError } from './queryError';
import { SearchInput } from './SearchInput';
import type { EffectiveQuery } from './useEffectiveQuery';

/** The filters of a list of issues, its order, what it counts, and ways to take it along. */
export function IssuesToolbar(
  props: ListActionsProps & {
    of: IssuesOf;
    query: EffectiveQuery;
    projects: FilterOption[];
    hasManyProjects: boolean;
    onChange: ChangeIssuesQuery;
    /** Undefined where no filter is set. */
    onClear?: () => void;
    queryError?: QueryError;
    /** Whether issues of an earlier query are shown. */
    hasOldRows: boolean;
    /** Next to the chips, such as the health of the newest release. */
    children?: ReactNode;
  },
) {
  const { of, capabilities, query, projects, queryError } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const capture = useCaptureAct();
  const errorId = useId();
  const isLimited = capabilities.limitedBy.some(
    ({ server }) => server !== 'sentry',
  );
  const { onChange: changeQuery } = props;
  const onChange = useCallback<ChangeIssuesQuery>(
    changes => {
      capture('search', 'issues', { by: Object.keys(changes).join() });
      changeQuery(changes);
    },
    [capture, changeQuery],
  );
  const isEnvironmentWrong = queryError?.field === 'environment';

  return (
    <div
      role="search"
      aria-label={t('filters.label')}
      className={styles.toolbar}
    >
      <VisuallyHidden>
        <h2>{tBase('content.title')}</h2>
      </VisuallyHidden>
      <div className={styles.line}>
        <SearchInput
          of={of}
          value={query.query}
          onSubmit={text => onChange({ query: text })}
          error={
            queryError?.field === 'query'
              ? { terms: queryError.values ?? [], id: errorId }
              : undefined
          }
          isLimited={isLimited}
        />
        <Filters
          of={of}
          query={query}
          capabilities={capabilities}
          projects={projects}
          hasManyProjects={props.hasManyProjects}
          onChange={onChange}
          environmentErrorId={isEnvironmentWrong ? errorId : undefined}
        />
      </div>
      <div className={styles.bar}>
        <Chips
          query={query.query}
          isLimited={isLimited}
          hasMine={capabilities.assignedToMe === true}
          onChange={text => onChange({ query: text })}
          onClear={props.onClear}
        />
        <div className={styles.strip}>
          {queryError ? (
            <div className={styles.error} role="alert" id={errorId}>
              <RiErrorWarningLine size={16} aria-hidden />
              <span dir="auto">
                {isEnvironmentWrong && `${t('filters.environment')}: `}
                <MessageText>{queryError.text}</MessageText>
                {props.hasOldRows && (
                  <span className={styles.wide}>
                    {` ${t('filters.notMatching')}`}
                  </span>
                )}
              </span>
            </div>
          ) : (
            props.children
          )}
        </div>
        <ListActions {...props} />
      </div>
    </div>
  );
}

const chips = {
  new: 'is:new',
  regressed: 'is:regressed',
  unhandled: 'error.unhandled:true',
  mine: 'assigned:me',
} as const;
const chipNames = ['new', 'regressed', 'unhandled', 'mine'] as const;

/** The searches of every day, each a term that is added or taken out. */
function Chips(props: {
  query: string;
  /** Whether a server does not know the terms. */
  isLimited: boolean;
  /** Whether "me" is the viewer, rather than the account that Backstage uses. */
  hasMine: boolean;
  onChange: (query: string) => void;
  onClear?: () => void;
}) {
  const { query, isLimited, hasMine, onChange, onClear } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <div role="group" aria-label={t('filters.quick')} className={styles.chips}>
      {!isLimited &&
        chipNames
          .filter(name => hasMine || name !== 'mine')
          .map(name => {
            const isSet = hasTerm(query, chips[name]);
            return (
              <button
                key={name}
                type="button"
                className={styles.chip}
                aria-pressed={isSet}
                onClick={() => onChange(withTerm(query, chips[name], !isSet))}
              >
                {t(`filters.chip.${name}`)}
              </button>
            );
          })}
      {onClear && (
        <button
          type="button"
          className={styles.clear}
          onClick={({ currentTarget }) => {
            onClear();
            // The button disappears with the filters.
            currentTarget
              .closest('[role=search]')
              ?.querySelector('input')
              ?.focus();
          }}
        >
          {t('filters.clear')}
        </button>
      )}
    </div>
  );
}
