import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import {
  memo,
  type ReactNode,
  startTransition,
  useCallback,
  useEffect,
  useId,
  useState,
} from 'react';
import { useCaptureAct } from '../../analytics';
import {
  hasTerm,
  issueStatuses,
  readStatus,
  withStatus,
  withTerm,
} from '../../api/query';
import { type IssuesOf, useEnvironments } from '../../data/answers';
import type { Capabilities } from '../../data/projects';
import type { ChangeIssuesQuery } from '../../issueUrl/urlParams';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { usePeriodLimit } from '../ui/LimitsNote';
import { SortDownIcon } from '../ui/icons';
import { MessageText } from '../ui/messages';
import { QuietText } from '../ui/primitives';
import {
  FilterMultiSelect,
  type FilterOption,
  FilterSelect,
  PeriodSelect,
} from './FilterSelect';
import styles from './IssuesToolbar.module.css';
import { ListActions, type ListActionsProps } from './ListActions';
import type { QueryError } from './queryError';
import { SearchInput } from './SearchInput';
import type { EffectiveQuery } from './useEffectiveQuery';

/** Not rendered anew with each answer: selects take long. */
const Filters = memo(SelectFilters);

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

function SelectFilters(props: {
  of: IssuesOf;
  query: EffectiveQuery;
  capabilities: Capabilities;
  projects: FilterOption[];
  hasManyProjects: boolean;
  onChange: ChangeIssuesQuery;
  environmentErrorId: string | undefined;
}) {
  const { of, capabilities, query, projects, onChange } = props;
  const { environment, project = [] } = query;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const periodLimit = usePeriodLimit(capabilities);
  // They take longer than all the rest, and the issues come first.
  const [isReady, setReady] = useState(false);
  useEffect(() => startTransition(() => setReady(true)), []);
  if (!isReady) {
    return (
      <div className={styles.filters} aria-hidden>
        <div className={styles.instead} />
        <div className={`${styles.instead} ${styles.environment}`} />
        {props.hasManyProjects && <div className={styles.instead} />}
        <div className={styles.instead} />
        <div className={styles.instead} />
      </div>
    );
  }
  return (
    <div className={styles.filters}>
      <FilterSelect
        label={t('filters.status')}
        options={issueStatuses.map(value => ({
          value,
          label: t(`filters.statusOption.${value}`),
        }))}
        value={readStatus(query.query)}
        onChange={status =>
          onChange({ query: withStatus(query.query, status) })
        }
      />
      <EnvironmentSelect
        of={of}
        value={environment}
        onChange={value => onChange({ environment: value })}
        errorId={props.environmentErrorId}
      />
      {props.hasManyProjects && (
        <FilterMultiSelect
          label={t('filters.project')}
          allLabel={t('filters.allProjects')}
          options={projects}
          value={project}
          onChange={value =>
            onChange({ project: value.length ? value : undefined })
          }
        />
      )}
      {periodLimit ? (
        <span className={styles.instead}>
          <QuietText>{periodLimit}</QuietText>
        </span>
      ) : (
        <PeriodSelect
          value={query.statsPeriod}
          onChange={statsPeriod => onChange({ statsPeriod })}
        />
      )}
      <FilterSelect
        label={t('filters.sort')}
        icon={<SortDownIcon size={16} aria-hidden />}
        options={capabilities.sorts.map(value => ({
          value,
          label: t(`limits.sortOption.${value}`),
        }))}
        value={query.sort}
        onChange={sort => onChange({ sort })}
      />
    </div>
  );
}

/** Its choices are asked for once it is opened. */
function EnvironmentSelect(props: {
  of: IssuesOf;
  value: string[];
  onChange: (value: string[]) => void;
  /** Of the element that says why the choice is wrong. */
  errorId: string | undefined;
}) {
  const { of, value, onChange, errorId } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [isNeeded, setNeeded] = useState(false);
  const { data } = useEnvironments(of, isNeeded);
  const names = data?.items.map(({ name }) => name) ?? [];
  return (
    <FilterMultiSelect
      label={t('filters.environment')}
      allLabel={t('filters.allEnvironments')}
      options={[...new Set([...names, ...value])].map(name => ({
        value: name,
        label: name,
      }))}
      value={value}
      onChange={onChange}
      onOpen={() => setNeeded(true)}
      isLoading={isNeeded && !data}
      errorId={errorId}
      className={styles.environment}
    />
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
