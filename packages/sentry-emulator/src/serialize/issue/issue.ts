import { expanded } from './expanded';
import { issueBase } from './issueBase';
import { nestedStats, serializeStats } from './issueStats';
import { everything } from '../../store/timeline';
import type { Issue } from '../../store/Issue';
import type { TimeRange } from '../../store/types';
import type { Organization } from '../../directory';
import type { IssueSearch } from '../../webApi/searchIssues';
import type { ApiContext } from '../../webApi/types';

/** What of an issue is asked for. */
export interface IssueOptions {
  readonly groupStatsPeriod: '' | '24h' | '14d' | 'auto';
  readonly expand: ReadonlySet<string>;
  readonly collapse: ReadonlySet<string>;
  /** Id of the user who asks, where it is one. */
  readonly viewer?: string;
  /** Over what the issue's own counts are. Default: the window of the search. */
  readonly counted?: TimeRange;
}

/** An issue as the list has it: counts of the window, and what expand and collapse make of it. */
export function serializeListedIssue(
  issue: Issue,
  search: IssueSearch,
  options: IssueOptions,
  organization: Organization,
  context: ApiContext,
): Record<string, unknown> {
  const { collapse } = options;
  const { range, inEnvironment } = search.scope;
  return {
    ...(collapse.has('base')
      ? { id: issue.id }
      : issueBase(issue, organization, context, options.viewer)),
    ...(!collapse.has('unhandled') && {
      isUnhandled: issue.isUnhandled,
    }),
    ...serializeStats(
      issue.timeline.stats(options.counted ?? range, inEnvironment),
    ),
    ...(!collapse.has('stats') && nestedStats(issue, search, options, context)),
    ...expanded(issue, options, context),
  };
}

/** An issue as it is answered after a change. */
export function serializeChangedIssue(
  issue: Issue,
  organization: Organization,
  context: ApiContext,
  viewer: string | undefined,
): Record<string, unknown> {
  return {
    ...issueBase(issue, organization, context, viewer),
    isUnhandled: issue.isUnhandled,
    ...serializeStats(issue.timeline.stats(everything)),
  };
}
