import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { useCursorTrail } from '../../hooks/useCursorTrail';
import type { ChangeIssuesQuery } from '../../hooks/useIssuesQuery';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';
import { sentryTranslationRef } from '../../translation';
import { EmptyIssues } from '../EmptyIssues';
import { IssuesTable } from '../IssuesTable';
import type { EffectiveQuery } from './useEffectiveQuery';
import { useTotalText } from './useTotalText';

const pageSizes = [10, 25, 50, 100];

/** One page of issues, or why there is none. */
export function IssuesResult(props: {
  page: SentryIssuesPage | undefined;
  query: EffectiveQuery;
  columns?: readonly SentryIssueColumn[];
  hasManyProjects: boolean;
  isPending: boolean;
  isFiltered: boolean;
  onChange: ChangeIssuesQuery;
  onClear: () => void;
}) {
  const { page, query, isPending, onChange, onClear } = props;
  const { columns = sentryIssueColumns, hasManyProjects, isFiltered } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const totalText = useTotalText();

  const trail = useCursorTrail({
    cursor: query.cursor,
    nextCursor: page?.pageInfo.nextCursor,
    onMove: cursor => onChange({ cursor }),
  });
  const shownColumns = useMemo(
    () => columns.filter(name => name !== 'project' || hasManyProjects),
    [columns, hasManyProjects],
  );
  const sizes = [...new Set([...pageSizes, query.limit])].sort((a, b) => a - b);

  if (page?.items.length === 0 && !page.pageInfo.nextCursor) {
    return (
      <EmptyIssues
        query={query}
        isFiltered={isFiltered}
        onChange={onChange}
        onClear={onClear}
      />
    );
  }
  return (
    <IssuesTable
      issues={page?.items}
      columns={shownColumns}
      isPending={isPending}
      sort={query.sort}
      onSort={sort => onChange({ sort })}
      pagination={
        page
          ? {
              type: 'page',
              pageSize: query.limit,
              pageSizeOptions: sizes.map(value => ({
                value,
                label: t('table.pageSize', { count: value }),
              })),
              onPageSizeChange: limit => onChange({ limit }),
              totalCount: page.totalItems,
              getLabel: () => totalText(page),
              ...trail,
            }
          : { type: 'none' }
      }
    />
  );
}
