import { useMemo } from 'react';
import type { Capabilities } from '../../data/projects';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';
import { roomOf } from './columns';

/** Left out first, so that the rest can be read without scrolling sideways. */
const leastNeeded: SentryIssueColumn[] = [
  'firstSeen',
  'priority',
  'assignee',
  'trend',
];

/**
 * The columns as configured, or as many of all as there is room for. The project
 * or the entity is named only where there are several, and nothing that the servers don't tell.
 */
export function useShownColumns(options: {
  columns?: readonly SentryIssueColumn[];
  capabilities: Capabilities;
  /** Whether the issues may be of several entities. */
  isAggregate: boolean;
  hasManyProjects: boolean;
  /** How wide the table can be, in CSS pixels; undefined where all fit. */
  room: number | undefined;
}): SentryIssueColumn[] {
  const { columns, isAggregate, hasManyProjects, room } = options;
  const { issueTrend, users } = options.capabilities;
  const told = useMemo(
    () =>
      (columns ?? sentryIssueColumns).filter(
        name =>
          (name !== 'project' || hasManyProjects || isAggregate) &&
          // An entity's column names the project, too, where that is called otherwise.
          (name !== 'project' || !isAggregate || columns) &&
          (name !== 'component' || isAggregate) &&
          (name !== 'trend' || issueTrend) &&
          (name !== 'users' || users),
      ),
    [columns, isAggregate, hasManyProjects, issueTrend, users],
  );
  const fitting = columns ? told : withinRoom(told, room);
  // As long as the same columns fit it is the same list, however the room changes.
  const names = fitting.join();
  return useMemo(
    () => told.filter(name => names.split(',').includes(name)),
    [told, names],
  );
}

function withinRoom(
  all: SentryIssueColumn[],
  room = Infinity,
): SentryIssueColumn[] {
  const fits = (names: SentryIssueColumn[]) => roomOf(names) <= room;
  return leastNeeded.reduce(
    (shown, name) => (fits(shown) ? shown : shown.filter(one => one !== name)),
    all,
  );
}
