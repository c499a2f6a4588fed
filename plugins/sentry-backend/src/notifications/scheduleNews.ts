import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  SentryConfig,
  SentryWebhookEvent,
} from 'backstage-plugin-sentry-node';

const TASK = 'sentry-notifications';
/** What is new after these; the others change nothing that owners are notified of. */
const HINTS = ['created', 'unresolved', 'assigned', 'resolved'];
// Sentry may list what it reports a moment later; many webhooks come at once.
const HINT_DELAY_MS = 1_000;
// However many webhooks come, Sentry is looked at no more often.
const HINT_PAUSE_MS = 15_000;

export interface ScheduledNews {
  /** Looks soon where the webhook may be of something new. */
  hint(webhook: SentryWebhookEvent): void;
  stop(): void;
}

/** Looks by schedule, on one replica at a time, and soon after a webhook. */
export async function scheduleNews(options: {
  scheduler: SchedulerService;
  schedule: SentryConfig['coverage']['schedule'];
  logger: LoggerService;
  look: (signal: AbortSignal) => Promise<void>;
}): Promise<ScheduledNews> {
  const { scheduler, schedule, logger, look } = options;
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
  return {
    hint: ({ resource, action }) => {
      if (resource === 'issue' && HINTS.includes(action)) {
        const pause = lookedAt + HINT_PAUSE_MS - Date.now();
        lookSoon(Math.min(HINT_PAUSE_MS, Math.max(HINT_DELAY_MS, pause)));
      }
    },
    stop: () => clearTimeout(timer),
  };
}
