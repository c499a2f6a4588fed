import { useBreakpoint } from '@backstage/ui';
import { useMemo } from 'react';
import { type SentryIssueColumn, sentryIssueColumns } from '../../issueColumns';

/** Left out first, so that the rest can be read without scrolling sideways. */
const leastNeeded: SentryIssueColumn[] = ['firstSeen', 'priority', 'assignee'];

/**
 * The columns as configured, or as many of all as there is room for. The project
 * is named only where there are several.
 */
export function useShownColumns(options: {
  columns?: readonly SentryIssueColumn[];
  hasManyProjects: boolean;
}): SentryIssueColumn[] {
  const { columns, hasManyProjects } = options;
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
      name => name !== 'project' || hasManyProjects,
    );
  }, [columns, hasManyProjects, hasLittleRoom, hasLessRoom]);
}
