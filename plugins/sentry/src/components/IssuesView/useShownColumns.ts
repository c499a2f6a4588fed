import { useBreakpoint } from '@backstage/ui';
import { useMemo } from 'react';
import type { Capabilities } from '../../capabilities';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';

/** Left out first, so that the rest can be read without scrolling sideways. */
const leastNeeded: SentryIssueColumn[] = ['firstSeen', 'priority', 'assignee'];

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
}): SentryIssueColumn[] {
  const { columns, isAggregate, hasManyProjects } = options;
  const { issueTrend, users } = options.capabilities;
  const { down } = useBreakpoint();
  const hasLittleRoom = down('lg');
  const hasLessRoom = (isAggregate || hasManyProjects) && down('xl');
  return useMemo(() => {
    const usual = sentryIssueColumns.filter(
      name =>
        // An entity's column names the project, too, where that is called otherwise.
        !(isAggregate && name === 'project') &&
        !(hasLittleRoom && leastNeeded.includes(name)) &&
        !(hasLessRoom && name === leastNeeded[0]),
    );
    return (columns ?? usual).filter(
      name =>
        (name !== 'project' || hasManyProjects || isAggregate) &&
        (name !== 'component' || isAggregate) &&
        (name !== 'trend' || issueTrend) &&
        (name !== 'users' || users),
    );
  }, [
    columns,
    isAggregate,
    hasManyProjects,
    hasLittleRoom,
    hasLessRoom,
    issueTrend,
    users,
  ]);
}
