import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  readSentryWebhookEvent,
  sentryWebhookResources,
  type SentryService,
  type SentryWebhookEvent,
} from 'backstage-plugin-sentry-node';
import { z } from 'zod';
import type {
  IssuesChanged,
  ProjectChanges,
  ReportKind,
} from '../answers/changes';

/** Where replicas announce changes to each other. Others may publish to it, too. */
export const CHANGES_TOPIC = 'sentry.changes';
/** Where the module of the events backend publishes Sentry's webhooks. */
export const WEBHOOK_TOPICS = sentryWebhookResources.map(
  resource => `sentry.${resource}`,
);

const issuesChanged = z.object({
  // Bounded, because it is kept.
  baseUrl: z.string().max(2_000),
  projects: z.array(z.string().max(64)).max(1_000),
  // A time: above it, the next marker would be the same number.
  marker: z.number().max(8.64e15),
});

/** A change of issues in Sentry or through another replica. */
export interface ChangeEvent extends Omit<IssuesChanged, 'marker'> {
  /** Where it is one of another replica. */
  marker?: number;
  kind: ReportKind;
}

/** Of these Sentry may send one for each event. */
const ofEvents: SentryWebhookEvent['resource'][] = [
  'error',
  'event_alert',
  'metric_alert',
];

/** @returns undefined where the payload is none, or names no project of this portal's servers */
export function readChangeEvent(
  { topic, eventPayload }: { topic: string; eventPayload: unknown },
  sentry: SentryService,
): ChangeEvent | undefined {
  if (topic === CHANGES_TOPIC) {
    const { data } = issuesChanged.safeParse(eventPayload);
    return data && { ...data, kind: 'issue' };
  }
  const event = readSentryWebhookEvent(eventPayload);
  const project = event?.project?.id ?? event?.project?.slug;
  const instance = event && sentry.getInstance(event.instance);
  return instance && project !== undefined
    ? {
        baseUrl: instance.baseUrl,
        projects: [project],
        kind: ofEvents.includes(event.resource) ? 'events' : 'issue',
      }
    : undefined;
}

/** Makes the answers of this replica stale where Sentry or another replica reports a change. */
export async function followChanges(options: {
  events: EventsService;
  sentry: SentryService;
  changes: ProjectChanges;
}): Promise<void> {
  const { events, sentry, changes } = options;
  await events.subscribe({
    // Subscribers of one id share the events; each replica needs all of them.
    id: `changes-${randomUUID()}`,
    topics: [CHANGES_TOPIC, ...WEBHOOK_TOPICS],
    // Sentry waits for the subscribers of its webhooks: no more than a note is made here.
    onEvent: async params => {
      const changed = readChangeEvent(params, sentry);
      if (changed?.marker !== undefined) {
        changes.apply({ ...changed, marker: changed.marker });
      } else if (changed) {
        changes.report(changed);
      }
    },
  });
}

/**
 * Hands each change and each webhook to one of the replicas, for what is done once: signals to
 * the pages of all, the time of the last webhook, and a look for what is new.
 *
 * One subscription for all three, as Backstage's event bus costs requests for each.
 */
export async function followWebhooks(options: {
  events: EventsService;
  sentry: SentryService;
  live: { note(changed: ChangeEvent): void };
  received: { note(instance: string, at: number): Promise<void> };
  news?: { hint(webhook: SentryWebhookEvent): void };
  logger: LoggerService;
}): Promise<void> {
  const { events, sentry, live, received, news, logger } = options;
  await events.subscribe({
    // Replicas share the events of this id.
    id: 'sentry',
    topics: [CHANGES_TOPIC, ...WEBHOOK_TOPICS],
    onEvent: async params => {
      const changed = readChangeEvent(params, sentry);
      if (changed) {
        live.note(changed);
      }
      // Others may publish to these topics: the instance must be one, and the time no later than now.
      const webhook = readSentryWebhookEvent(params.eventPayload);
      const instance = webhook && sentry.getInstance(webhook.instance);
      if (!instance) {
        return;
      }
      news?.hint(webhook);
      const at = Math.min(Date.parse(webhook.at), Date.now());
      // Not awaited: Sentry may wait for the subscribers of its webhooks.
      received.note(instance.name, at).catch(error => {
        logger.debug(`The time of a webhook could not be stored: ${error}`);
      });
    },
  });
}

/** Sends changes to other replicas. A failure is logged: they find the marker in the store. */
export function announceChanges(
  events: EventsService,
  logger: LoggerService,
): (changed: IssuesChanged) => void {
  return changed => {
    events
      .publish({ topic: CHANGES_TOPIC, eventPayload: changed })
      .catch(error =>
        logger.warn(
          `Could not announce a change of Sentry issues to other replicas: ${toError(error).name}`,
        ),
      );
  };
}
