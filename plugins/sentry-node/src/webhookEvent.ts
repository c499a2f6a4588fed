import { z } from 'zod';

/**
 * The resources of Sentry's webhooks that are published, each to the topic
 * `sentry.<resource>`.
 *
 * @public
 */
export const sentryWebhookResources = [
  'issue',
  'event_alert',
  'error',
  'comment',
  'metric_alert',
  'seer',
  'installation',
] as const;

// Nothing but names and numbers fits these, so that no text of an event passes.
const id = z.string().regex(/^\d{1,20}$/);
const slug = z.string().regex(/^[a-z0-9_-]{1,100}$/i);
const word = z.string().regex(/^[a-z_]{1,40}$/);

const eventSchema = z.object({
  instance: z.string(),
  resource: z.enum(sentryWebhookResources),
  action: word,
  at: z.iso.datetime(),
  organization: slug.optional(),
  project: z.object({ id: id.optional(), slug: slug.optional() }).optional(),
  issueId: id.optional(),
  shortId: slug.optional(),
  substatus: word.optional(),
  assignee: z.object({ type: z.enum(['user', 'team']), id }).optional(),
});

/**
 * What the portal publishes of a webhook: that something has changed, and where. It has no
 * text of an event and no identity but the id that Sentry gives an assignee. A hint: what
 * has happened is asked of Sentry.
 *
 * @public
 */
export interface SentryWebhookEvent {
  /** Name of the instance in config. */
  instance: string;
  resource: (typeof sentryWebhookResources)[number];
  /** Such as `created`, `resolved`, `unresolved`, `ignored`, `triggered`. */
  action: string;
  /** When the webhook arrived, as ISO 8601. */
  at: string;
  /** Slug. Absent where neither the webhook nor config says it. */
  organization?: string;
  /** Comments have the slug alone. Absent for `seer` and `installation`. */
  project?: { id?: string; slug?: string };
  issueId?: string;
  shortId?: string;
  /** Such as `new`, `regressed`, `escalating`. */
  substatus?: string;
  /** Ids of Sentry. */
  assignee?: { type: 'user' | 'team'; id: string };
}

/**
 * Reads a payload of the topics `sentry.<resource>`, which others may publish to.
 *
 * @returns undefined where it is not one
 * @public
 */
export function readSentryWebhookEvent(
  payload: unknown,
): SentryWebhookEvent | undefined {
  return eventSchema.safeParse(payload).data;
}
