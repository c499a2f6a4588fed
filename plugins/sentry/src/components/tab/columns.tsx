import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import type { SentryIssueColumn } from '../../issueColumns';
import { ComponentCell } from '../ui/ComponentCell';
import { CompactNumber } from '../ui/CompactNumber';
import { RelativeTime } from '../ui/RelativeTime';
import { IssueSummary } from '../ui/IssueSummary';
import { Sparkline } from '../ui/Sparkline';
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

/** How a column looks; its label comes from the translations. */
interface IssueColumn {
  /** The least that it can be read in, in CSS pixels, padding included. */
  room: number;
  /** Whether its digits stand under each other, at the end of the cell. */
  isNumeric?: boolean;
  content: (issue: SentryIssue) => ReactNode;
}

export const columnOf: Record<SentryIssueColumn, IssueColumn> = {
  issue: {
    room: 280,
    content: issue => <IssueSummary issue={issue} />,
  },
  component: {
    room: 136,
    content: issue => <ComponentCell issue={issue} />,
  },
  trend: {
    room: 104,
    content: issue => issue.trend && <Sparkline trend={issue.trend} />,
  },
  events: {
    room: 96,
    isNumeric: true,
    content: issue => <CompactNumber value={issue.count} />,
  },
  users: {
    room: 92,
    isNumeric: true,
    content: ({ userCount }) =>
      userCount !== undefined && <CompactNumber value={userCount} />,
  },
  firstSeen: {
    room: 128,
    content: issue => (
      <RelativeTime value={issue.lifetime?.firstSeen ?? issue.firstSeen} />
    ),
  },
  lastSeen: {
    room: 128,
    content: issue => <RelativeTime value={issue.lastSeen} />,
  },
  priority: {
    room: 100,
    content: issue => <PriorityCell priority={issue.priority} />,
  },
  assignee: {
    room: 116,
    content: issue => <AssigneeCell assignee={issue.assignee} />,
  },
  project: {
    room: 104,
    content: issue => (
      <span className={styles.name} title={issue.project.name}>
        {issue.project.slug}
      </span>
    ),
  },
};

/** What the boxes to select issues take, in CSS pixels. */
const selectRoom = 40;

/** The least that a table of these columns can be read in, in CSS pixels. */
export function roomOf(names: readonly SentryIssueColumn[]): number {
  return names.reduce((sum, name) => sum + columnOf[name].room, selectRoom);
}
