import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Table, type TableProps, useBreakpoint } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';
import { sentryTranslationRef } from '../../translation';
import { httpUrl } from '../ExternalLink';
import { columnOf, sortOfColumn } from './columns';
import styles from './IssuesTable.module.css';
import { NarrowIssues } from './NarrowIssues';

/** The issues as a table whose headers sort in Sentry, not in the browser. */
export function IssuesTable(props: {
  /** Undefined until the first answer: the table shows its skeleton. */
  issues: SentryIssue[] | undefined;
  columns: readonly SentryIssueColumn[];
  isPending: boolean;
  sort: SentryIssueSort;
  onSort: (sort: SentryIssueSort) => void;
  pagination: TableProps<SentryIssue>['pagination'];
}) {
  const { issues, columns, isPending, sort, onSort, pagination } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const isNarrow = useBreakpoint().down('sm');

  const columnConfig = useMemo(
    () =>
      columns.map(id => ({
        id,
        label: t(`table.${id}`),
        isSortable: id in sortOfColumn,
        ...columnOf[id],
      })),
    [columns, t],
  );
  const sortedColumn = sentryIssueColumns.find(
    column => sortOfColumn[column] === sort,
  );

  if (isNarrow) {
    return (
      <NarrowIssues
        issues={issues}
        isPending={isPending}
        pagination={pagination}
      />
    );
  }
  return (
    <Table
      className={styles.table}
      columnConfig={columnConfig}
      data={issues}
      isPending={isPending}
      isStale={isPending && issues !== undefined}
      sort={{
        descriptor: sortedColumn
          ? { column: sortedColumn, direction: 'descending' }
          : null,
        onSortChange: ({ column }) => {
          const chosen = sentryIssueColumns.find(name => name === column);
          const next = chosen && sortOfColumn[chosen];
          if (next && next !== sort) {
            onSort(next);
          }
        },
      }}
      rowConfig={{ getHref: issue => httpUrl(issue.permalink) }}
      pagination={pagination}
    />
  );
}
