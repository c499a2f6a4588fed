import { useBreakpoint } from '@backstage/ui';
import { useMemo } from 'react';
import type { Capabilities } from '../../capabilities';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';

/** Left out first, so that the rest can be read without scrolling sideways. */
const leastNeeded: SentryIssueColumn[] = ['firstSeen', 'priority', 'assignee'];

/**
 * The columns as configured, or as many of all as there is room for. The project
 * is named only where there are several, and nothing that the servers don't tell.
 */
export function useShownColumns(options: {
  columns?: readonly SentryIssueColumn[];
  capabilities: Capabilities;
  hasManyProjects: boolean;
}): SentryIssueColumn[] {
  const { columns, hasManyProjects } = options;
  const { issueTrend, users } = options.capabilities;
  const { down } = useBreakpoint();
  const hasLittleRoom = down('lg');
  const hasLessRoom = hasManyProjects && down('xl');
  return useMemo(() => {
    const usual = sentryIssueColumns.filter(
      name =>
        !(hasLittleRoom && leastNeeded.includes(name)) &&
        !(hasLessRoom && name === leastNeeded[0]),
    );
    return (columns ?? usual).filter(
      name =>
        (name !== 'project' || hasManyProjects) &&
        (name !== 'trend' || issueTrend) &&
        (name !== 'users' || users),
    );
  }, [columns, hasManyProjects, hasLittleRoom, hasLessRoom, issueTrend, users]);
}
