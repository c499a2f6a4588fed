import { formatDate } from './dates';
import { countBuckets, trendBuckets } from './series';
import { everything } from '../store/timeline';
import type { Issue } from '../store/Issue';
import type { SeenStats } from '../store/types';
import type { Organization } from '../directory';
import type { IssueSearch } from '../webApi/searchIssues';
import type { ApiContext } from '../webApi/types';

const priorityValues = { low: 25, medium: 50, high: 75 };
const inboxReasons: Record<string, number> = {
  new: 0,
  regressed: 2,
  ongoing: 6,
  escalating: 7,
};

/** What of an issue is asked for. */
export interface IssueOptions {
  readonly groupStatsPeriod: '' | '24h' | '14d' | 'auto';
  readonly expand: ReadonlySet<string>;
  readonly collapse: ReadonlySet<string>;
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
      : issueBase(issue, organization, context)),
    ...(!collapse.has('unhandled') && {
      isUnhandled: issue.isUnhandled,
    }),
    ...serializeStats(issue.timeline.stats(range, inEnvironment)),
    ...(!collapse.has('stats') &&
      nestedStats(issue, search, options, context.now())),
    ...expanded(issue, options, context),
  };
}

/** Everything `collapse=stats` takes away. */
function nestedStats(
  issue: Issue,
  search: IssueSearch,
  { groupStatsPeriod, expand, collapse }: IssueOptions,
  now: number,
): Record<string, unknown> {
  const { range, inEnvironment } = search.scope;
  const buckets =
    groupStatsPeriod === ''
      ? undefined
      : trendBuckets(groupStatsPeriod, now, range);
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
    ...(expand.has('sessions') && { sessionCount: null }),
  };
}

/** The fields that list and detail have in common. */
export function issueBase(
  issue: Issue,
  organization: Organization,
  context: ApiContext,
): Record<string, unknown> {
  const { project } = issue;
  const now = context.now();
  const latest = issue.timeline.last;
  return {
    id: issue.id,
    shareId: null,
    shortId: issue.shortId,
    title: latest.title,
    culprit: latest.culprit,
    permalink: `${context.baseUrl}/organizations/${organization.slug}/issues/${issue.id}/`,
    logger: latest.tags.logger ?? null,
    level: latest.level,
    status: issue.status,
    statusDetails: {},
    substatus: issue.substatus(now),
    isPublic: false,
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
    issueType: 'error',
    issueCategory: 'error',
    metadata: {
      ...latest.metadata,
      initial_priority: priorityValues[issue.initialPriority],
    },
    numComments: 0,
    assignedTo: serializeAssignee(issue, organization, context),
    isBookmarked: false,
    isSubscribed: false,
    subscriptionDetails: null,
    hasSeen: false,
    annotations: [],
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
  return {
    ...(expand.has('inbox') && { inbox: inbox(issue, context.now()) }),
    ...(expand.has('owners') && { owners: null }),
    ...(expand.has('integrationIssues') && { integrationIssues: [] }),
    ...(expand.has('sentryAppIssues') && { sentryAppIssues: [] }),
    ...(expand.has('latestEventHasAttachments') && {
      latestEventHasAttachments: false,
    }),
  };
}

function inbox(issue: Issue, now: number): Record<string, unknown> | null {
  const substatus = issue.substatus(now) ?? '';
  if (issue.reviewed || !(substatus in inboxReasons)) {
    return null;
  }
  return {
    reason: inboxReasons[substatus],
    reason_details: null,
    date_added: formatDate(issue.regressedAt ?? issue.timeline.first.timestamp),
  };
}

function serializeAssignee(
  issue: Issue,
  organization: Organization,
  { directory }: ApiContext,
): Record<string, unknown> | null {
  const { assignee } = issue;
  if (assignee?.type === 'team') {
    const team = directory
      .teams(organization)
      .find(({ id }) => id === assignee.id);
    return { type: 'team', id: assignee.id, name: team?.slug ?? '' };
  }
  if (assignee?.type === 'user') {
    const member = directory.member(organization, assignee.id);
    return {
      type: 'user',
      id: assignee.id,
      name: member?.name ?? '',
      ...(member?.email && { email: member.email }),
    };
  }
  return null;
}
