import { serializeInbox } from './inbox';
import type { Issue } from '../../store/Issue';
import type { ApiContext } from '../../webApi/types';
import type { IssueOptions } from './issue';

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
