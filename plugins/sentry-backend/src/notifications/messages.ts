import { parseEntityRef } from '@backstage/catalog-model';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type {
  SentryIssue,
  SentryNotificationKind,
} from 'backstage-plugin-sentry-common';
import type { NotifiedEntity } from './EntityIndex';

// Notifications are read in a list.
const MAX_TITLE = 150;

const happened: Record<SentryNotificationKind, string> = {
  new: 'New issue in',
  regressed: 'Regressed in',
  escalating: 'Escalating in',
  assigned: 'Assigned to you in',
};

/** What a notification of one issue has. The same issue has one entry in the list of a user. */
export function issueMessage(options: {
  kind: SentryNotificationKind;
  issue: SentryIssue;
  entity: NotifiedEntity;
  includeTitles: boolean;
}): NotificationPayload {
  const { kind, issue, entity, includeTitles } = options;
  const { instance, name: project } = issue.project;
  const name = issue.shortId ?? issue.id;
  const title = includeTitles ? issue.title : name;
  const about = [
    ...(includeTitles && issue.shortId ? [issue.shortId] : []),
    project,
    ...(issue.priority ? [`priority ${issue.priority}`] : []),
  ];
  return {
    title: shorten(`${happened[kind]} ${entity.title}: ${title}`),
    description: about.join(' · '),
    link: tabLink(entity.ref, { issue: issue.id }),
    severity: severityOf(issue),
    topic: `sentry-${kind}`,
    scope: `sentry:${instance}:${issue.id}`,
  };
}

/** What the one notification of a storm has, which is updated as long as it lasts. */
export function stormMessage(
  kind: SentryNotificationKind,
  entity: NotifiedEntity,
  count: number,
): NotificationPayload {
  return {
    title: `${count} more issues in ${entity.title}`,
    description: 'Many issues came up at once. Open the list to see them all.',
    link: tabLink(entity.ref),
    severity: 'high',
    topic: `sentry-${kind}`,
    scope: `sentry:${entity.ref}`,
  };
}

function severityOf({
  priority,
}: SentryIssue): NotificationPayload['severity'] {
  return priority === 'high' || priority === 'low' ? priority : 'normal';
}

/** The Sentry tab of an entity, relative to the app. */
function tabLink(
  entityRef: string,
  query: Record<string, string> = {},
): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  const search = new URLSearchParams(query).toString();
  return `/catalog/${path}/sentry${search && `?${search}`}`;
}

function shorten(text: string): string {
  return text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE - 1)}…` : text;
}
