import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssuesPage,
  SentryIssue,
} from 'backstage-plugin-sentry-common';
import { useRef, useState } from 'react';
import { isPartial } from '../../data/answers';
import type { Capabilities } from '../../data/projects';
import { useArriveAt, useCursorTrail } from './paging';
import type { ChangeIssuesQuery } from '../../issueUrl/urlParams';
import { useElementWidth } from '../../hooks';
import type { SentryIssueColumn } from '../../issueColumns';
import { SelectionProvider, useSelection } from '../../triage/useSelection';
import { sentryTranslationRef } from '../../translation';
import type { OfferedIssues } from '../../triage/useKeptPage';
import { EmptyIssues } from './EmptyIssues';
import { OfferedIssuesBar } from './OfferedIssues';
import { IssuesPagination } from './IssuesPagination';
import { IssuesTable } from './IssuesTable';
import { SelectionBar } from '../drawer/SelectionBar';
import type { EffectiveQuery } from './useEffectiveQuery';
import styles from './IssuesView.module.css';
import { useRangeText } from './totals';
import { useShownColumns } from './columns';
import { SelectIssue } from './SelectBoxes';
import { ComponentLine } from '../ui/ComponentLinks';
import { IssueList, IssueListSkeleton } from '../ui/IssueList';

/** Narrower than this, in CSS pixels, the issues are a list. */
const tableRoom = 600;

/** A page of issues, or why it is empty. */
export function IssuesResult(props: {
  page: SentryIssuesPage | undefined;
  query: EffectiveQuery;
  capabilities: Capabilities;
  columns?: readonly SentryIssueColumn[];
  /** Whether the issues may be of several entities. */
  isAggregate: boolean;
  hasManyProjects: boolean;
  /** Whether the page answers an earlier query. */
  isOutdated: boolean;
  /** Whether the query was refused, so that the page does not match it. */
  isWrong: boolean;
  /** Whether the page could not be loaded anew. */
  isOld: boolean;
  isFiltered: boolean;
  offered: OfferedIssues | undefined;
  onChange: ChangeIssuesQuery;
  onClear: () => void;
}) {
  const { query, capabilities, isFiltered, isWrong, isOld } = props;
  const { onChange, onClear } = props;
  // That there was nothing of another kind says nothing of what is asked for now.
  const isOfNothing =
    (props.isOutdated || isWrong) && props.page?.items.length === 0;
  const page = isOfNothing ? undefined : props.page;
  const isOutdated = (props.isOutdated || isWrong) && !isOfNothing;
  const { t } = useTranslationRef(sentryTranslationRef);
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const room = useElementWidth(list);
  const columns = useShownColumns({ ...props, width: room });
  const { triage, selected, selection, clear } = useSelection(page?.items);
  const start = useRef<HTMLDivElement>(null);
  const arriveAt = useArriveAt({
    list: start,
    place: query.cursor,
    isThere: page !== undefined && !isOutdated,
  });
  const { before, ...trail } = useCursorTrail({
    cursor: query.cursor,
    nextCursor: page?.pageInfo.nextCursor,
    count: page?.items.length,
    isMoving: isOutdated,
    onMove: cursor => {
      arriveAt(cursor);
      onChange({ cursor });
    },
  });
  const range = useRangeText()(page, before);

  if (page?.items.length === 0 && !page.pageInfo.nextCursor) {
    return (
      <EmptyIssues
        query={query}
        hasPeriod={capabilities.statsPeriod}
        isPartial={isPartial(page)}
        isFiltered={isFiltered}
        onChange={onChange}
        onClear={onClear}
      />
    );
  }
  return (
    // Screen readers read the range when another page takes the focus.
    <div
      ref={start}
      className={styles.result}
      role="group"
      aria-label={range || t('content.title')}
      aria-busy={!isWrong && (isOutdated || page === undefined)}
      data-wrong={isWrong || isOld}
      tabIndex={-1}
    >
      <div ref={setList} data-sentry-rows>
        <SelectionProvider value={selection}>
          {room !== undefined && room < tableRoom ? (
            <NarrowIssues
              issues={page?.items}
              isOutdated={isOutdated}
              withUsers={capabilities.users}
              isAggregate={props.isAggregate}
            />
          ) : (
            <IssuesTable
              issues={page?.items}
              columns={columns}
              capabilities={capabilities}
              isOutdated={isOutdated}
              sort={query.sort}
              onSort={sort => onChange({ sort })}
            />
          )}
        </SelectionProvider>
      </div>
      {props.offered && !isOutdated && (
        <OfferedIssuesBar offered={props.offered} list={start} />
      )}
      {triage && (
        <SelectionBar
          triage={triage}
          selected={selected}
          onClear={() => {
            clear();
            list
              ?.querySelector<HTMLElement>('tbody a, [type=checkbox]')
              ?.focus({ preventScroll: true });
          }}
        />
      )}
      {page && (
        <IssuesPagination
          pageSize={query.limit}
          onPageSizeChange={limit => onChange({ limit })}
          label={range}
          {...trail}
        />
      )}
    </div>
  );
}

function NarrowIssues(props: {
  issues: SentryIssue[] | undefined;
  isOutdated: boolean;
  withUsers: boolean;
  isAggregate: boolean;
}) {
  const { issues, isOutdated, withUsers, isAggregate } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  return (
    <div className={styles.narrow} data-stale={isOutdated}>
      {issues ? (
        <IssueList
          issues={issues}
          label={t('content.title')}
          withUsers={withUsers}
          Line={isAggregate ? ComponentLine : undefined}
          Start={SelectIssue}
        />
      ) : (
        <IssueListSkeleton rows={5} withComponents={isAggregate} />
      )}
    </div>
  );
}
