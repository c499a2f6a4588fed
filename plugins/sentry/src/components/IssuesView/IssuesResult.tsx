import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import type { Capabilities } from '../../capabilities';
import { useCursorTrail } from '../../hooks/useCursorTrail';
import type { ChangeIssuesQuery } from '../../hooks/useIssuesQuery';
import { useRoom } from '../../hooks/useRoom';
import type { SentryIssueColumn } from '../../issueColumns';
import { SelectionProvider, useSelection } from '../../selection';
import { EmptyIssues } from '../EmptyIssues';
import { IssuesPagination } from '../IssuesPagination';
import { IssuesTable, NarrowIssues } from '../IssuesTable';
import { SelectionBar } from '../Triage';
import type { EffectiveQuery } from './useEffectiveQuery';
import { useShownColumns } from './useShownColumns';
import { useTotalText } from './useTotalText';

/** In less than this, in CSS pixels, the issues are a list of cards of text. */
const tableRoom = 600;

/** One page of issues, or why there is none. */
export function IssuesResult(props: {
  page: SentryIssuesPage | undefined;
  query: EffectiveQuery;
  capabilities: Capabilities;
  columns?: readonly SentryIssueColumn[];
  /** Whether the issues may be of several entities. */
  isAggregate: boolean;
  hasManyProjects: boolean;
  /** Whether the page is that of an earlier query. */
  isOutdated: boolean;
  isFiltered: boolean;
  onChange: ChangeIssuesQuery;
  onClear: () => void;
}) {
  const {
    page,
    query,
    capabilities,
    isOutdated,
    isFiltered,
    onChange,
    onClear,
  } = props;
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const room = useRoom(list);
  const columns = useShownColumns({ ...props, room });
  const { triage, selected, selection, clear } = useSelection(page?.items);
  const total = useTotalText()(page);
  const trail = useCursorTrail({
    cursor: query.cursor,
    nextCursor: page?.pageInfo.nextCursor,
    isMoving: isOutdated,
    onMove: cursor => onChange({ cursor }),
  });

  if (page?.items.length === 0 && !page.pageInfo.nextCursor) {
    return (
      <EmptyIssues
        query={query}
        hasPeriod={capabilities.statsPeriod}
        isFiltered={isFiltered}
        onChange={onChange}
        onClear={onClear}
      />
    );
  }
  return (
    <div>
      <div ref={setList}>
        <SelectionProvider value={selection}>
          {room !== undefined && room < tableRoom ? (
            <NarrowIssues
              issues={page?.items}
              isOutdated={isOutdated}
              withUsers={capabilities.users}
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
      {triage && (
        <SelectionBar
          triage={triage}
          selected={selected}
          onClear={() => {
            clear();
            triage.dismiss();
            list
              ?.querySelector<HTMLElement>('[role=grid], [type=checkbox]')
              ?.focus({ preventScroll: true });
          }}
        />
      )}
      {page && (
        <IssuesPagination
          pageSize={query.limit}
          onPageSizeChange={limit => onChange({ limit })}
          label={total}
          {...trail}
        />
      )}
    </div>
  );
}
