import { formatDate } from '../dates';
import { serializeAssignee } from './assignee';
import { serializeStatusDetails } from './statusDetails';
import type { Issue } from '../../store/Issue';
import type { Organization } from '../../directory';
import type { ApiContext } from '../../webApi/types';

const priorityValues = { low: 25, medium: 50, high: 75 };

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
    permalink: permalinkOf(issue, organization, context),
    logger: latest.tags.logger ?? null,
    level: latest.level,
    status: issue.status,
    statusDetails: serializeStatusDetails(issue, organization, context),
    substatus: issue.substatus(now),
    isPublic: issue.isPublic,
    platform: latest.platform,
    priority: issue.priority.current,
    priorityLockedAt:
      issue.priority.lockedAt === undefined
        ? null
        : formatDate(issue.priority.lockedAt),
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
      initial_priority: priorityValues[issue.priority.initial],
    },
    numComments: (links.numComments ?? 0) + history.notes().length,
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

/** Feedback has a page of its own, which names the issue in the query. */
function permalinkOf(
  { id, project, timeline }: Issue,
  { slug }: Organization,
  { baseUrl }: ApiContext,
): string {
  const pages = `${baseUrl}/organizations/${slug}`;
  if (timeline.last.type !== 'feedback') {
    return `${pages}/issues/${id}/`;
  }
  const query = new URLSearchParams({
    feedbackSlug: `${project.slug}:${id}`,
    project: project.id,
  });
  return `${pages}/feedback/?${query}`;
}
