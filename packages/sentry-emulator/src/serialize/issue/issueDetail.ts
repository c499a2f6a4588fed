import {
  serializeActivity,
  serializeParticipants,
  serializeSeenBy,
} from './activity';
import { tagName } from '../tags';
import { releaseOfEvent } from '../release/release';
import { countBuckets, trendBuckets } from '../series';
import { expanded } from './expanded';
import { issueBase } from './issueBase';
import { serializeStats } from './issueStats';
import { everything } from '../../store/timeline';
import type { Organization } from '../../directory';
import type { Issue } from '../../store/Issue';
import type { EventPredicate } from '../../store/types';
import type { ApiContext } from '../../webApi/types';

/** An issue on its own: all-time counts, releases, tags, hourly and daily trend. */
export function serializeIssueDetail(
  issue: Issue,
  options: {
    organization: Organization;
    context: ApiContext;
    inEnvironment?: EventPredicate;
    expand: ReadonlySet<string>;
    collapse: ReadonlySet<string>;
    viewer?: string;
  },
): Record<string, unknown> {
  const { organization, context, inEnvironment, collapse } = options;
  const { directory } = context;
  const now = context.now();
  const series = (period: '24h' | '30d') =>
    countBuckets(
      issue.timeline,
      trendBuckets(period, now, everything),
      inEnvironment,
    );
  return {
    ...issueBase(issue, organization, context, options.viewer),
    isUnhandled: issue.isUnhandled,
    ...serializeStats(issue.timeline.stats(everything, inEnvironment)),
    ...(!collapse.has('release') && releases(issue, context)),
    ...(!collapse.has('tags') && { tags: tagCounts(issue, inEnvironment) }),
    ...(!collapse.has('stats') && {
      stats: { '24h': series('24h'), '30d': series('30d') },
    }),
    ...expanded(issue, options, context),
    activity: serializeActivity(issue, organization, directory),
    seenBy: serializeSeenBy(issue, organization, directory),
    participants: serializeParticipants(issue, organization, directory),
    userReportCount:
      (issue.links.userReportCount ?? 0) + issue.history.reports().length,
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
    firstRelease: releaseOfEvent(released.at(0), context),
    lastRelease: releaseOfEvent(released.at(-1), context),
  };
}

/** How many events carry each tag at all. */
function tagCounts(
  issue: Issue,
  inEnvironment: EventPredicate | undefined,
): { key: string; name: string; totalValues: number }[] {
  const totals = new Map<string, number>();
  for (const event of issue.timeline.within(everything, inEnvironment)) {
    for (const key of Object.keys(event.tags)) {
      totals.set(key, (totals.get(key) ?? 0) + 1);
    }
  }
  return [...totals].sort().map(([key, totalValues]) => ({
    key,
    name: tagName(key),
    totalValues,
  }));
}
