import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import { memo, type MouseEvent, useDeferredValue, useRef } from 'react';
import { keyOf } from '../../data/changes';
import type { Capabilities } from '../../data/projects';
import type { SentryIssueColumn } from '../../issueColumns';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { useIssueSelection } from '../../triage/useSelection';
import { ArrowDownIcon } from '../ui/icons';
import { Skeleton } from '../ui/primitives';
import { columnOf, sortOfColumn } from './columns';
import styles from './IssuesTable.module.css';
import { SelectAll, SelectIssue } from './SelectBoxes';
import { useGridKeys } from './useGridKeys';

function classOf(id: SentryIssueColumn): string {
  const { isNumeric } = columnOf[id];
  return [styles[id], isNumeric && styles.numeric].filter(Boolean).join(' ');
}

/** Not rendered anew when only the selection changes, or another issue is opened. */
const IssueCells = memo(
  (props: {
    issue: SentryIssue;
    columns: readonly SentryIssueColumn[];
    /** Another one in another language. */
    texts: unknown;
  }) =>
    props.columns.map(id => {
      const Cell = id === 'issue' ? 'th' : 'td';
      return (
        <Cell
          key={id}
          className={classOf(id)}
          scope={id === 'issue' ? 'row' : undefined}
        >
          {columnOf[id].content(props.issue)}
        </Cell>
      );
    }),
);

/** Rows without issues: as many as fit on most screens. */
const skeletonRows = Array.from({ length: 8 }, (_, index) => index);

/** Shown first: more than fit on most screens. */
const firstRows = 10;
/** Of a row, in CSS pixels; so it is in the style sheet. */
const rowHeight = 60;

/**
 * The issues as a table whose headers sort in Sentry, not in the browser. Plain elements:
 * the design system's table takes several times as long to render.
 */
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
  const { issues, columns, isOutdated, sort, onSort } = props;
  const { sorts } = props.capabilities;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const selection = useIssueSelection();
  const grid = useRef<HTMLTableElement>(null);
  // The first rows do not wait for the rest of them, whose place is kept.
  const hasRest = useDeferredValue(issues) !== undefined;
  const shown = hasRest ? issues : issues?.slice(0, firstRows);
  const left = (issues?.length ?? 0) - (shown?.length ?? 0);
  const keys = useGridKeys(
    grid,
    selection && !selection.isWaiting && issues
      ? {
          toggle: (row, through) => selection.toggle(issues[row], { through }),
          extend: (from, to) => selection.extend(issues[from], issues[to]),
          selectAll: selection.selectAll,
          clear: selection.clear,
        }
      : undefined,
  );

  return (
    <table
      ref={grid}
      role="grid"
      className={styles.table}
      aria-label={tBase('content.title')}
      aria-multiselectable={selection ? true : undefined}
      data-stale={isOutdated}
      {...keys}
    >
      <thead>
        <tr>
          {selection && (
            <th scope="col" className={styles.select}>
              <SelectAll />
            </th>
          )}
          {columns.map(id => (
            <ColumnHeader
              key={id}
              id={id}
              label={t(`table.${id}`)}
              sort={sorts.find(one => one === sortOfColumn[id])}
              current={sort}
              onSort={onSort}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {shown
          ? shown.map(issue => (
              <tr
                key={keyOf(issue)}
                aria-selected={selection?.isSelected(issue)}
                onClick={openFromRow}
              >
                {selection && (
                  <td className={styles.select}>
                    <SelectIssue issue={issue} />
                  </td>
                )}
                <IssueCells issue={issue} columns={columns} texts={tBase} />
              </tr>
            ))
          : skeletonRows.map(row => (
              <tr key={row}>
                {selection && <td className={styles.select} />}
                {columns.map(id => (
                  <td key={id} className={classOf(id)}>
                    <SkeletonCell column={id} row={row} />
                  </td>
                ))}
              </tr>
            ))}
        {left > 0 && (
          <tr aria-hidden style={{ height: left * rowHeight }}>
            <td />
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** A press beside the links and boxes of a row opens its issue, unless it selects text. */
function openFromRow(event: MouseEvent<HTMLTableRowElement>) {
  const { target, currentTarget } = event;
  const isWidget =
    target instanceof Element && target.closest('a, button, label, input');
  if (!isWidget && !window.getSelection()?.toString()) {
    currentTarget.querySelector<HTMLElement>('th a, th [role=link]')?.click();
  }
}

function ColumnHeader(props: {
  id: SentryIssueColumn;
  label: string;
  /** The order that the column sorts by, where the servers know it. */
  sort: SentryIssueSort | undefined;
  current: SentryIssueSort;
  onSort: (sort: SentryIssueSort) => void;
}) {
  const { id, label, sort, current, onSort } = props;
  const isSorted = sort !== undefined && sort === current;
  return (
    <th
      scope="col"
      className={classOf(id)}
      aria-sort={isSorted ? 'descending' : undefined}
    >
      {sort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => !isSorted && onSort(sort)}
        >
          <span>{label}</span>
          <ArrowDownIcon size={14} aria-hidden />
        </button>
      ) : (
        label
      )}
    </th>
  );
}

/** What a cell looks like before there is anything to show: of about its size. */
function SkeletonCell(props: { column: SentryIssueColumn; row: number }) {
  const { column, row } = props;
  if (column !== 'issue') {
    return <Skeleton width={column === 'trend' ? '80%' : '60%'} height={14} />;
  }
  return (
    <div className={styles.skeleton}>
      <Skeleton width={`${50 + ((row * 17) % 30)}%`} height={16} />
      <Skeleton width={`${30 + ((row * 23) % 30)}%`} height={11} />
    </div>
  );
}
