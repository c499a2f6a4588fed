import { serializeChangedIssue } from '../serialize/issue';
import { serializeAssignee } from '../serialize/issueStatus';
import { formatDate } from '../serialize/series';
import type { Organization } from '../directory';
import type { Activity, Issue } from '../store/Issue';
import type { ApiContext } from '../webApi/types';

/** What a webhook says, besides to whom. */
export interface Webhook {
  resource: string;
  action: string;
  data: Record<string, unknown>;
  /** Id of the user who did it; absent where Sentry did. */
  user?: string;
}

/** Of what activity which webhook of an issue is sent [receivers/sentry_apps.py]. */
const actions: Record<string, string | undefined> = {
  set_resolved: 'resolved',
  set_resolved_in_release: 'resolved',
  set_resolved_in_commit: 'resolved',
  // There is no action for regressed and escalating: the substatus says it.
  set_unresolved: 'unresolved',
  set_regression: 'unresolved',
  set_escalating: 'unresolved',
  set_ignored: 'ignored',
  assigned: 'assigned',
};

/** Categories of which Sentry sends `created`. */
const createdCategories = ['error', 'outage', 'feedback'];

/** The webhooks that a change is announced with. */
export function describeChange(
  issue: Issue,
  change: 'created' | Activity,
  organization: Organization,
  context: ApiContext,
): Webhook[] {
  const serialized = {
    ...serializeChangedIssue(issue, organization, context, undefined),
    // Sentry serializes it without a user, and an address is for users.
    permalink: null,
  };
  if (change === 'created') {
    return describeNewIssue(issue, serialized, organization, context);
  }
  const { type, user, data, time } = change;
  if (type === 'note') {
    return [
      {
        resource: 'comment',
        action: 'created',
        user,
        data: {
          comment: data.text,
          project_slug: issue.project.slug,
          comment_id: Number(change.id),
          issue_id: Number(issue.id),
          timestamp: formatDate(time),
        },
      },
    ];
  }
  const action = actions[type];
  if (!action) {
    return [];
  }
  const assignee =
    action === 'assigned' &&
    serializeAssignee(issue.assignee, organization, context.directory);
  return [
    {
      resource: 'issue',
      action,
      user,
      data: {
        ...(action === 'resolved' && {
          resolution_type: type.replace(/^set_/, ''),
        }),
        ...(assignee && { assignee }),
        issue: serialized,
      },
    },
  ];
}

function describeNewIssue(
  issue: Issue,
  serialized: Record<string, unknown>,
  { slug }: Organization,
  { baseUrl }: ApiContext,
): Webhook[] {
  const { id, project, timeline } = issue;
  const event = timeline.first;
  const api = `${baseUrl}/api/0`;
  const page = `${baseUrl}/organizations/${slug}/issues`;
  const alert: Webhook = {
    resource: 'event_alert',
    action: 'triggered',
    data: {
      // Raw, with everything that the SDK sent.
      event: {
        ...JSON.parse(event.payload),
        event_id: event.id,
        project: Number(project.id),
        title: event.title,
        culprit: event.culprit,
        metadata: event.metadata,
        type: event.type,
        tags: Object.entries(event.tags),
        url: `${api}/projects/${slug}/${project.slug}/events/${event.id}/`,
        web_url: `${page}/${id}/events/${event.id}/`,
        issue_url: `${api}/organizations/${slug}/issues/${id}/`,
        issue_id: id,
      },
      triggered_rule: 'Send a notification for new issues',
    },
  };
  const category = String(serialized.issueCategory);
  if (!createdCategories.includes(category)) {
    return [alert];
  }
  const created = {
    ...serialized,
    url: `${api}/organizations/${slug}/issues/${id}/`,
    web_url: `${page}/${id}/`,
    project_url: `${page}/?project=${project.id}`,
  };
  return [
    { resource: 'issue', action: 'created', data: { issue: created } },
    alert,
  ];
}
