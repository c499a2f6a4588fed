import type {
  SentryWebhookEvent,
  SentryWebhookSource,
} from 'backstage-plugin-sentry-node';
import { z } from 'zod';

// Bodies of webhooks, as lenient as can be: what is missing or of another form is left out.
// Sources: docs.sentry.io/organization/integrations/integration-platform/webhooks/ and
// sentry_apps/tasks/sentry_apps.py of Sentry.

function lenient<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

// Of one alert: each is an event.
const MAX_PROJECTS = 100;

const idForm = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/));
const id = lenient(idForm);
const slug = lenient(z.string().regex(/^[a-z0-9_-]{1,100}$/i));
const word = z.string().regex(/^[a-z_]{1,40}$/);
const url = lenient(z.string());
const assignee = lenient(
  z.object({ type: z.enum(['user', 'team']), id: idForm }),
);

const bodySchema = z.object({ action: word, data: lenient(z.unknown()) });

const issueSchema = z.object({
  issue: z.object({
    id,
    shortId: slug,
    substatus: lenient(word),
    project: lenient(z.object({ id, slug })),
    assignedTo: assignee,
    // Sentry sends it of created issues alone.
    url,
  }),
  assignee,
});
const rawEventSchema = z.object({ project: id, issue_id: id, url });
const commentSchema = z.object({ issue_id: id, project_slug: slug });
const metricAlertSchema = z.object({
  metric_alert: z.object({ projects: z.array(slug).catch([]) }),
  web_url: url,
});
const seerSchema = z.object({ group_id: id });

/** What differs from resource to resource. */
type Details = Omit<
  SentryWebhookEvent,
  'instance' | 'resource' | 'action' | 'at'
>;

/** A webhook as Sentry sent it: what has happened, and more. */
export type SentWebhook = z.output<typeof bodySchema>;

/** @returns undefined where the bytes are not a webhook's */
export function parseWebhook(body: Buffer): SentWebhook | undefined {
  try {
    return bodySchema.safeParse(JSON.parse(body.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/**
 * Makes of a webhook what is published: an event for each project that it is about.
 *
 * @param context.at - when it arrived
 */
export function reduceWebhook(
  { action, data }: SentWebhook,
  context: {
    resource: SentryWebhookEvent['resource'];
    source: SentryWebhookSource;
    at: Date;
  },
): SentryWebhookEvent[] {
  const { resource, source, at } = context;
  return detailsOf(resource, data).map(details => ({
    instance: source.instance,
    resource,
    action,
    at: at.toISOString(),
    ...details,
    organization: details.organization ?? source.organization,
  }));
}

function detailsOf(
  resource: SentryWebhookEvent['resource'],
  data: unknown,
): Details[] {
  switch (resource) {
    case 'issue': {
      const { issue, assignee: newAssignee } =
        issueSchema.safeParse(data).data ?? {};
      return [
        {
          organization: organizationOf(issue?.url),
          project: projectOf(issue?.project),
          issueId: issue?.id,
          shortId: issue?.shortId,
          substatus: issue?.substatus,
          assignee: newAssignee ?? issue?.assignedTo,
        },
      ];
    }
    case 'event_alert':
    case 'error': {
      const key = resource === 'error' ? 'error' : 'event';
      const event = z.object({ [key]: rawEventSchema }).safeParse(data).data?.[
        key
      ];
      const [, organization, projectSlug] =
        /\/projects\/([^/]+)\/([^/]+)\//.exec(event?.url ?? '') ?? [];
      return [
        {
          organization: slug.parse(organization),
          project: projectOf({
            id: event?.project,
            slug: slug.parse(projectSlug),
          }),
          issueId: event?.issue_id,
        },
      ];
    }
    case 'comment': {
      const comment = commentSchema.safeParse(data).data;
      return [
        {
          project: projectOf({ slug: comment?.project_slug }),
          issueId: comment?.issue_id,
        },
      ];
    }
    case 'metric_alert': {
      const alert = metricAlertSchema.safeParse(data).data;
      const organization = organizationOf(alert?.web_url);
      const projects = alert?.metric_alert.projects.filter(Boolean) ?? [];
      return projects.length === 0
        ? [{ organization }]
        : projects
            .slice(0, MAX_PROJECTS)
            .map(name => ({ organization, project: { slug: name } }));
    }
    case 'seer':
      return [{ issueId: seerSchema.safeParse(data).data?.group_id }];
    default:
      return [{}];
  }
}

function organizationOf(address: string | undefined): string | undefined {
  return slug.parse(/\/organizations\/([^/]+)\//.exec(address ?? '')?.[1]);
}

function projectOf(
  project: { id?: string; slug?: string } | undefined,
): SentryWebhookEvent['project'] {
  return project?.id || project?.slug ? project : undefined;
}
