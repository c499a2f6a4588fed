import { formatDate } from '../dates';
import { countBuckets, trendBuckets } from '../series';
import { serializeAssignee } from './assignee';
import { serializeInbox } from './inbox';
import { serializeStatusDetails } from './statusDetails';
import { everything } from '../../store/timeline';
import { totalsOf } from '../../store/sessionTotals';
import type { Issue } from '../../store/Issue';
import type { SeenStats } from '../../store/types';
import type { Organization } from '../../directory';
import type { IssueSearch } from '../../webApi/searchIssues';
import type { ApiContext } from '../../webApi/types';

const priorityValues = { low: 25, medium: 50, high: 75 };

/** What of an issue is asked for. */
export interface IssueOptions {
  readonly groupStatsPeriod: '' | '24h' | '14d' | 'auto';
  readonly expand: ReadonlySet<string>;
  readonly collapse: ReadonlySet<string>;
  /** Id of the user who asks, where it is one. */
  readonly viewer?: string;
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
    ...serializeStats(issue.timeline.stats(range, inEnvironment)),
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

/** Everything `collapse=stats` takes away. */
function nestedStats(
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

/** The fields that list and detail have in common. */
export function issueBase(
  issue: Issue,
  organization: Organization,
  context: ApiContext,
  viewer: string = '',
): Record<string, unknown> {
  const { project, history, links } = issue;
  const now = context.now();
  const latest = issue.timeline.last;
  const reason = history.subscribers.get(viewer);
  return {
    id: issue.id,
    shareId: issue.isPublic ? issue.hash : null,
    shortId: issue.shortId,
    title: latest.title,
    culprit: latest.culprit,
    permalink: `${context.baseUrl}/organizations/${organization.slug}/issues/${issue.id}/`,
    logger: latest.tags.logger ?? null,
    level: latest.level,
    status: issue.status,
    statusDetails: serializeStatusDetails(issue, organization, context),
    substatus: issue.substatus(now),
    isPublic: issue.isPublic,
    platform: latest.platform,
    priority: issue.priority,
    priorityLockedAt:
      issue.priorityLockedAt === undefined
        ? null
        : formatDate(issue.priorityLockedAt),
    seerFixabilityScore: null,
    seerAutofixLastTriggered: null,
    seerExplorerAutofixLastTriggered: null,
    project: {
      id: project.id,
      name: project.name,
      slug: project.slug,
      platform: project.platform,
    },
    type: latest.type,
    issueType: latest.occurrence?.issueType ?? 'error',
    issueCategory: latest.occurrence?.issueCategory ?? 'error',
    metadata: {
      ...latest.metadata,
      initial_priority: priorityValues[issue.initialPriority],
    },
    numComments: links.numComments ?? 0,
    assignedTo: serializeAssignee(
      issue.assignee,
      organization,
      context.directory,
    ),
    isBookmarked: history.bookmarkedBy.has(viewer),
    isSubscribed: reason !== undefined,
    subscriptionDetails: reason === undefined ? null : { reason },
    hasSeen: history.seenBy.has(viewer),
    annotations: links.annotations ?? [],
  };
}

export function serializeStats(stats: SeenStats): Record<string, unknown> {
  return {
    count: String(stats.count),
    userCount: stats.userCount,
    firstSeen:
      stats.firstSeen === undefined ? null : formatDate(stats.firstSeen),
    lastSeen: stats.lastSeen === undefined ? null : formatDate(stats.lastSeen),
  };
}

/** Each value of `expand` adds the field of its name. */
export function expanded(
  issue: Issue,
  { expand }: Pick<IssueOptions, 'expand'>,
  context: ApiContext,
): Record<string, unknown> {
  const { links, timeline } = issue;
  return {
    ...(expand.has('inbox') && {
      inbox: serializeInbox(issue, context.now()),
    }),
    ...(expand.has('owners') && { owners: null }),
    ...(expand.has('integrationIssues') && {
      integrationIssues: links.integrationIssues ?? [],
    }),
    ...(expand.has('sentryAppIssues') && {
      sentryAppIssues: serializeExternalIssues(issue),
    }),
    ...(expand.has('latestEventHasAttachments') && {
      latestEventHasAttachments: timeline.last.attachments.length > 0,
    }),
  };
}

/** What Sentry's applications have tied to an issue. */
export function serializeExternalIssues(
  issue: Issue,
): Record<string, string>[] {
  return (issue.links.sentryAppIssues ?? []).map(link => ({
    ...link,
    issueId: issue.id,
  }));
}
