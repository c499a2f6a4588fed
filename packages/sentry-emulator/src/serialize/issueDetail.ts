import { serializeRelease } from './release';
import { countBuckets, trendBuckets } from './series';
import { expanded, issueBase, serializeStats } from './issue';
import { everything } from '../store/timeline';
import type { Organization } from '../directory';
import type { Issue } from '../store/Issue';
import type { EventPredicate } from '../store/types';
import type { ApiContext } from '../webApi/types';

/** An issue on its own: all-time counts, releases, tags, hourly and daily trend. */
export function serializeIssueDetail(
  issue: Issue,
  options: {
    organization: Organization;
    context: ApiContext;
    inEnvironment?: EventPredicate;
    expand: ReadonlySet<string>;
    collapse: ReadonlySet<string>;
  },
): Record<string, unknown> {
  const { organization, context, inEnvironment, collapse } = options;
  const now = context.now();
  const series = (period: '24h' | '30d') =>
    countBuckets(
      issue.timeline,
      trendBuckets(period, now, everything),
      inEnvironment,
    );
  return {
    ...issueBase(issue, organization, context),
    isUnhandled: issue.isUnhandled,
    ...serializeStats(issue.timeline.stats(everything, inEnvironment)),
    ...(!collapse.has('release') && releases(issue, context)),
    ...(!collapse.has('tags') && { tags: tagCounts(issue) }),
    ...(!collapse.has('stats') && {
      stats: { '24h': series('24h'), '30d': series('30d') },
    }),
    ...expanded(issue, options, context),
    activity: [],
    seenBy: [],
    participants: [],
    userReportCount: 0,
    openPeriods: [],
    pluginActions: [],
    pluginIssues: [],
    pluginContexts: [],
  };
}

function releases(issue: Issue, context: ApiContext): Record<string, unknown> {
  const released = issue.timeline
    .within(everything)
    .filter(event => event.release !== undefined);
  return {
    firstRelease: serializeRelease(released.at(0), context),
    lastRelease: serializeRelease(released.at(-1), context),
  };
}

/** How many events carry each tag at all. */
function tagCounts(
  issue: Issue,
): { key: string; name: string; totalValues: number }[] {
  const totals = new Map<string, number>();
  for (const event of issue.timeline.within(everything)) {
    for (const key of Object.keys(event.tags)) {
      totals.set(key, (totals.get(key) ?? 0) + 1);
    }
  }
  return [...totals].sort().map(([key, totalValues]) => ({
    key,
    name: key.charAt(0).toUpperCase() + key.slice(1),
    totalValues,
  }));
}
