import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  readSentryWebhookEvent,
  type SentryConfig,
} from 'backstage-plugin-sentry-node';

const TASK = 'sentry-notifications';
const HINTS_TOPIC = 'sentry.issue';
/** What is new after these; the others change nothing that owners are notified of. */
const HINTS = ['created', 'unresolved', 'assigned', 'resolved'];
// Sentry may list what it reports a moment later; many webhooks come at once.
const HINT_DELAY_MS = 1_000;
// However many webhooks come, Sentry is looked at no more often.
const HINT_PAUSE_MS = 15_000;

/** Looks by schedule, on one replica at a time, and soon after a webhook. */
export async function scheduleNews(options: {
  scheduler: SchedulerService;
  events: EventsService;
  schedule: SentryConfig['coverage']['schedule'];
  logger: LoggerService;
  look: (signal: AbortSignal) => Promise<void>;
}): Promise<{ stop: () => void }> {
  const { scheduler, events, schedule, logger, look } = options;
  await scheduler.scheduleTask({
    id: TASK,
    ...schedule,
    scope: 'global',
    fn: look,
  });

  let timer: NodeJS.Timeout | undefined;
  let lookedAt = 0;
  const lookSoon = (delayMs: number) => {
    timer ??= setTimeout(async () => {
      timer = undefined;
      lookedAt = Date.now();
      try {
        await scheduler.triggerTask(TASK);
      } catch (error) {
        // A look that is under way may have passed the place.
        logger.debug(`Could not look for new issues at once: ${error}`);
        lookSoon(HINT_PAUSE_MS);
      }
    }, delayMs).unref();
  };
  await events.subscribe({
    // Replicas share the events of this id.
    id: 'sentry-notifications',
    topics: [HINTS_TOPIC],
    onEvent: async ({ eventPayload }) => {
      const event = readSentryWebhookEvent(eventPayload);
      if (event && HINTS.includes(event.action)) {
        const pause = lookedAt + HINT_PAUSE_MS - Date.now();
        lookSoon(Math.min(HINT_PAUSE_MS, Math.max(HINT_DELAY_MS, pause)));
      }
    },
  });
  return { stop: () => clearTimeout(timer) };
}
