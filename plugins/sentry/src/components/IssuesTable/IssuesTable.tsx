import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Column,
  Table,
  type TableSelection,
  useBreakpoint,
} from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import type { Capabilities } from '../../capabilities';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';
import { sentryTranslationRef } from '../../translation';
import { httpUrl } from '../ExternalLink';
import { issueIdOf, useIssueLinks } from '../IssueLink';
import { columnOf, numericColumns, sortOfColumn } from './columns';
import styles from './IssuesTable.module.css';
import { NarrowIssues } from './NarrowIssues';

/** The issues as a table whose headers sort in Sentry, not in the browser. */
export function IssuesTable(props: {
  /** Undefined until the first answer: the table shows its skeleton. */
  issues: SentryIssue[] | undefined;
  columns: readonly SentryIssueColumn[];
  capabilities: Capabilities;
  /** Whether these are the issues of an earlier question. */
  isOutdated: boolean;
  sort: SentryIssueSort;
  onSort: (sort: SentryIssueSort) => void;
  /** Given where several can be changed at once; not where there is little room. */
  selection?: TableSelection;
}) {
  const { issues, columns, isOutdated, sort, onSort, selection } = props;
  const { sorts, users } = props.capabilities;
  const { t } = useTranslationRef(sentryTranslationRef);
  const { down } = useBreakpoint();
  const isNarrow = down('md');
  const { onOpen, hrefOf } = useIssueLinks() ?? {};

  const columnConfig = useMemo(
    () =>
      columns.map(id => {
        const label = t(`table.${id}`);
        const columnSort = sortOfColumn[id];
        const isSortable =
          columnSort !== undefined && sorts.includes(columnSort);
        const { width } = columnOf[id];
        return {
          id,
          label,
          isSortable,
          ...columnOf[id],
          ...(numericColumns.includes(id) && {
            header: () => (
              <Column
                id={id}
                className={styles.numeric}
                allowsSorting={isSortable}
                width={width}
              >
                {label}
              </Column>
            ),
          }),
        };
      }),
    [columns, sorts, t],
  );
  const sortedColumn = sentryIssueColumns.find(
    column => sortOfColumn[column] === sort,
  );

  if (isNarrow) {
    return (
      <NarrowIssues issues={issues} isOutdated={isOutdated} withUsers={users} />
    );
  }
  return (
    <Table
      // Without rows it does not take the selection, which it has to from the start.
      key={issues ? 'issues' : 'skeleton'}
      className={styles.table}
      columnConfig={columnConfig}
      data={issues}
      isPending={issues === undefined}
      isStale={isOutdated}
      selection={selection}
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
      rowConfig={
        onOpen
          ? { onClick: issue => onOpen(issueIdOf(issue)) }
          : {
              getHref: issue =>
                hrefOf?.(issueIdOf(issue)) ?? httpUrl(issue.permalink),
            }
      }
      pagination={{ type: 'none' }}
    />
  );
}
