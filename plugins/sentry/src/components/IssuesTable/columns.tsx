import { Cell, type ColumnConfig } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import type { SentryIssueColumn } from '../../issueColumns';
import { ComponentCell } from '../ComponentCell';
import { CompactNumber, RelativeTime } from '../Formats';
import { IssueSummary } from '../IssueSummary';
import { Sparkline } from '../Sparkline';
import { AssigneeCell } from './AssigneeCell';
import styles from './IssuesTable.module.css';
import { PriorityCell } from './PriorityCell';

/** The columns that Sentry can sort by; always largest or latest first. */
export const sortOfColumn: Partial<Record<SentryIssueColumn, SentryIssueSort>> =
  {
    trend: 'trends',
    events: 'freq',
    users: 'user',
    firstSeen: 'new',
    lastSeen: 'date',
  };

type Column = Omit<ColumnConfig<SentryIssue>, 'id' | 'label'>;

const cell = (content: ReactNode) => (
  <Cell className={styles.cell}>{content}</Cell>
);

const numericCell = (content: ReactNode) => (
  <Cell className={`${styles.cell} ${styles.numeric}`}>{content}</Cell>
);

/** The columns whose digits stand under each other, at the end of the cell. */
export const numericColumns: SentryIssueColumn[] = ['events', 'users'];

/** How each column looks; its label comes from the translations. */
export const columnOf: Record<SentryIssueColumn, Column> = {
  issue: {
    isRowHeader: true,
    minWidth: 216,
    defaultWidth: '3fr',
    cell: issue => cell(<IssueSummary issue={issue} />),
  },
  component: {
    minWidth: 136,
    maxWidth: 260,
    defaultWidth: '1fr',
    cell: issue => cell(<ComponentCell issue={issue} />),
  },
  trend: {
    minWidth: 96,
    maxWidth: 200,
    defaultWidth: '1fr',
    cell: issue => cell(issue.trend && <Sparkline trend={issue.trend} />),
  },
  events: {
    width: 100,
    cell: issue => numericCell(<CompactNumber value={issue.count} />),
  },
  users: {
    width: 96,
    cell: issue => numericCell(<CompactNumber value={issue.userCount} />),
  },
  firstSeen: {
    width: 124,
    cell: issue =>
      cell(
        <RelativeTime value={issue.lifetime?.firstSeen ?? issue.firstSeen} />,
      ),
  },
  lastSeen: {
    width: 124,
    cell: issue => cell(<RelativeTime value={issue.lastSeen} />),
  },
  priority: {
    width: 92,
    cell: issue => cell(<PriorityCell priority={issue.priority} />),
  },
  assignee: {
    minWidth: 100,
    maxWidth: 200,
    defaultWidth: '1fr',
    cell: issue => cell(<AssigneeCell assignee={issue.assignee} />),
  },
  project: {
    minWidth: 96,
    maxWidth: 200,
    defaultWidth: '1fr',
    cell: issue =>
      cell(
        <span className={styles.name} title={issue.project.name}>
          {issue.project.slug}
        </span>,
      ),
  },
};
