import { formatDate, countBuckets, trendBuckets } from './series';
import { serializePerson } from './people';
import type { Directory, Organization } from '../directory';
import type { Issue, Activity } from '../store/Issue';
import { tagName } from './tags';
import { releaseOfEvent } from './release';
import { expanded, issueBase, serializeStats } from './issue';
import { everything } from '../store/timeline';
import type { EventPredicate } from '../store/types';
import type { ApiContext } from '../webApi/types';

/** What has happened to an issue, the newest first; its first event is the last of it. */
export function serializeActivity(
  issue: Issue,
  organization: Organization,
  directory: Directory,
): Record<string, unknown>[] {
  return [
    ...issue.history
      .activities()
      .map(activity => serializeEntry(activity, organization, directory)),
    {
      id: '0',
      type: 'first_seen',
      user: null,
      data: {},
      dateCreated: formatDate(issue.timeline.first.timestamp),
    },
  ];
}

/** One thing that has happened to an issue, such as a comment. */
export function serializeEntry(
  activity: Activity,
  organization: Organization,
  directory: Directory,
): Record<string, unknown> {
  return {
    id: activity.id,
    type: activity.type,
    user: activity.user
      ? serializePerson(activity.user, organization, directory)
      : null,
    sentry_app: null,
    data: activity.data,
    dateCreated: formatDate(activity.time),
  };
}

/** Who has looked at an issue, the latest first. */
function serializeSeenBy(
  issue: Issue,
  organization: Organization,
  directory: Directory,
): Record<string, unknown>[] {
  return [...issue.history.seenBy].reverse().flatMap(([id, time]) => {
    const person = serializePerson(id, organization, directory);
    return person ? [{ ...person, lastSeen: formatDate(time) }] : [];
  });
}

function serializeParticipants(
  issue: Issue,
  organization: Organization,
  directory: Directory,
): Record<string, unknown>[] {
  return [...issue.history.subscribers.keys()].flatMap(id => {
    const person = serializePerson(id, organization, directory);
    return person ? [{ type: 'user', ...person }] : [];
  });
}

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
