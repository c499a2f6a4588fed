import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useRef } from 'react';
import type { Capabilities } from '../../capabilities';
import { useCursorTrail } from '../../hooks/useCursorTrail';
import type { ChangeIssuesQuery } from '../../hooks/useIssuesQuery';
import type { SentryIssueColumn } from '../../issueColumns';
import { EmptyIssues } from '../EmptyIssues';
import { IssuesPagination } from '../IssuesPagination';
import { IssuesTable } from '../IssuesTable';
import { SelectionBar } from '../Triage';
import type { EffectiveQuery } from './useEffectiveQuery';
import { useSelection } from './useSelection';
import { useShownColumns } from './useShownColumns';
import { useTotalText } from './useTotalText';

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
  const columns = useShownColumns(props);
  const { triage, selected, selection, ...choosing } = useSelection(
    page?.items,
  );
  const table = useRef<HTMLDivElement>(null);
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
      <div ref={table}>
        <IssuesTable
          // A column to select in would move all others, if it came later.
          issues={choosing.isPending ? undefined : page?.items}
          columns={columns}
          capabilities={capabilities}
          isOutdated={isOutdated}
          sort={query.sort}
          onSort={sort => onChange({ sort })}
          selection={selection}
        />
      </div>
      {triage && (
        <SelectionBar
          triage={triage}
          selected={selected}
          onClear={() => {
            choosing.clear();
            triage.dismiss();
            table.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
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
