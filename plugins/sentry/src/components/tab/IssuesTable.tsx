import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
  Flex,
} from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import type { Capabilities } from '../../data/projects';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';
import { SelectAll, SelectIssue } from './SelectBoxes';
import { useIssueSelection } from '../../triage/useSelection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { keyOf } from '../../data/changes';
import { httpUrl } from '../ui/links';
import { useIssueLinks } from '../ui/IssueContext';
import { columnOf, sortOfColumn } from './columns';
import styles from './IssuesTable.module.css';
import { Skeleton } from '../ui/primitives';

const selectColumn = { id: 'select' } as const;

/** Rows without issues: as many as fit on most screens. */
const skeletonRows: { id: string; issue?: SentryIssue }[] = Array.from(
  { length: 8 },
  (_, index) => ({ id: `${index}` }),
);

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
}) {
  const { issues, isOutdated, sort, onSort } = props;
  const { sorts } = props.capabilities;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const { onOpen, hrefOf } = useIssueLinks() ?? {};
  const canSelect = useIssueSelection() !== undefined;

  const columns = useMemo(
    () => [
      ...(canSelect ? [selectColumn] : []),
      ...props.columns.map(id => ({ id })),
    ],
    [canSelect, props.columns],
  );
  const rows = useMemo(
    () => issues?.map(issue => ({ id: keyOf(issue), issue })) ?? skeletonRows,
    [issues],
  );
  const sortedColumn = sentryIssueColumns.find(
    column => sortOfColumn[column] === sort,
  );

  return (
    <div className={styles.table}>
      <TableRoot
        aria-label={tBase('content.title')}
        stale={isOutdated}
        sortDescriptor={
          sortedColumn && { column: sortedColumn, direction: 'descending' }
        }
        onSortChange={({ column }) => {
          const chosen = sentryIssueColumns.find(name => name === column);
          const next = chosen && sortOfColumn[chosen];
          if (next && next !== sort) {
            onSort(next);
          }
        }}
      >
        <TableHeader columns={columns}>
          {({ id }) => {
            if (id === 'select') {
              return (
                <Column id={id} className={styles.select}>
                  <SelectAll />
                </Column>
              );
            }
            const columnSort = sortOfColumn[id];
            return (
              <Column
                id={id}
                isRowHeader={id === 'issue'}
                className={classOf(id)}
                allowsSorting={
                  columnSort !== undefined && sorts.includes(columnSort)
                }
              >
                {t(`table.${id}`)}
              </Column>
            );
          }}
        </TableHeader>
        <TableBody items={rows} dependencies={[columns, onOpen, hrefOf]}>
          {({ id: rowId, issue }) => (
            <Row
              id={rowId}
              columns={columns}
              {...(issue &&
                (onOpen
                  ? { onAction: () => onOpen(issue) }
                  : {
                      href: hrefOf?.(issue) ?? httpUrl(issue.permalink),
                    }))}
            >
              {({ id }) => (
                <Cell className={id === 'select' ? styles.select : classOf(id)}>
                  {issue ? (
                    contentOf(id, issue)
                  ) : (
                    <SkeletonCell column={id} row={rowId} />
                  )}
                </Cell>
              )}
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}

function classOf(id: SentryIssueColumn): string {
  const { isNumeric } = columnOf[id];
  return [styles.cell, styles[id], isNumeric && styles.numeric]
    .filter(Boolean)
    .join(' ');
}

function contentOf(id: SentryIssueColumn | 'select', issue: SentryIssue) {
  return id === 'select' ? (
    <SelectIssue issue={issue} />
  ) : (
    columnOf[id].content(issue)
  );
}

/** What a cell looks like before there is anything to show: of about its size. */
function SkeletonCell(props: {
  column: SentryIssueColumn | 'select';
  row: string;
}) {
  const { column, row } = props;
  const index = Number(row);
  if (column === 'select') {
    return null;
  }
  if (columnOf[column].isNumeric) {
    return (
      <Flex justify="end">
        <Skeleton width={32} height={14} />
      </Flex>
    );
  }
  if (column !== 'issue') {
    return <Skeleton width={column === 'trend' ? '80%' : '60%'} height={14} />;
  }
  return (
    <div className={styles.skeleton}>
      <Skeleton width={`${35 + ((index * 17) % 30)}%`} height={16} />
      <Skeleton width={`${60 + ((index * 23) % 30)}%`} height={13} />
      <Skeleton width="45%" height={11} />
    </div>
  );
}
