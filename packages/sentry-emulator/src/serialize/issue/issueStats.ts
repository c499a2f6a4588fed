import { formatDate } from '../dates';
import { countBuckets, trendBuckets } from '../series';
import { everything } from '../../store/timeline';
import { totalsOf } from '../../store/sessionTotals';
import type { Issue } from '../../store/Issue';
import type { SeenStats } from '../../store/types';
import type { IssueSearch } from '../../webApi/searchIssues';
import type { ApiContext } from '../../webApi/types';
import type { IssueOptions } from './issue';

/** How often, by how many and when an issue was seen. Sentry writes the number of events as text. */
export function serializeStats(stats: SeenStats): Record<string, unknown> {
  return {
    count: String(stats.count),
    userCount: stats.userCount,
    firstSeen:
      stats.firstSeen === undefined ? null : formatDate(stats.firstSeen),
    lastSeen: stats.lastSeen === undefined ? null : formatDate(stats.lastSeen),
  };
}

/** Everything `collapse=stats` takes away. */
export function nestedStats(
  issue: Issue,
  search: IssueSearch,
  { groupStatsPeriod, expand, collapse }: IssueOptions,
  context: ApiContext,
): Record<string, unknown> {
  const { range, inEnvironment } = search.scope;
  const buckets =
    groupStatsPeriod === ''
      ? undefined
      : trendBuckets(groupStatsPeriod, context.now(), range);
  const series = (matches: IssueSearch['matchesEvent']) =>
    buckets && {
      stats: {
        [groupStatsPeriod]: countBuckets(issue.timeline, buckets, matches),
      },
    };
  return {
    ...series(inEnvironment),
    ...(!collapse.has('lifetime') && {
      lifetime: {
        ...serializeStats(issue.timeline.stats(everything, inEnvironment)),
        stats: null,
      },
    }),
    ...(!collapse.has('filtered') && {
      filtered: search.search.matchesEvent
        ? {
            ...serializeStats(issue.timeline.stats(range, search.matchesEvent)),
            ...series(search.matchesEvent),
          }
        : null,
    }),
    ...(expand.has('sessions') && {
      sessionCount: sessionCount(issue, search, context),
    }),
  };
}

/** Sessions of the issue's project in the window; nothing where it tells of none. */
function sessionCount(
  { project }: Issue,
  { scope }: IssueSearch,
  { store }: ApiContext,
): number | null {
  const rows = store.sessions
    .within(project.id, scope.range)
    .filter(({ environment }) => scope.hasEnvironment(environment));
  return rows.length > 0 ? totalsOf(rows).sessions : null;
}
