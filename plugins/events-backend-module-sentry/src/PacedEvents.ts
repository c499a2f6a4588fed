import type { SentryWebhookEvent } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';

// Resolving a page of issues at once in Sentry sends up to this many webhooks.
const BURST = 50;
const PAUSE_MS = 1_000;
const MAX_PROJECTS = 20_000;

/** What may still be published of a project's webhooks. */
interface Pace {
  left: number;
  /** When `left` was counted, of `performance.now()`. */
  countedAt: number;
  /** The latest event that has to wait. */
  waiting?: SentryWebhookEvent;
}

/**
 * Publishes fifty events of a resource and project at once, and of more than that one a second,
 * the latest. With Backstage's event bus each event costs requests and rows of the database, so
 * that a storm of webhooks would leave nothing of the backend for its pages.
 */
export class PacedEvents {
  readonly #publish: (event: SentryWebhookEvent) => void;
  readonly #paces = new LRUCache<string, Pace>({ max: MAX_PROJECTS });

  constructor(publish: (event: SentryWebhookEvent) => void) {
    this.#publish = publish;
  }

  /** @returns whether the event was published, or waits in the place of one that did */
  add(event: SentryWebhookEvent): 'published' | 'merged' {
    const pace = this.#paceOf(event);
    if (pace.waiting) {
      pace.waiting = event;
      return 'merged';
    }
    if (pace.left >= 1) {
      pace.left -= 1;
      this.#publish(event);
      return 'published';
    }
    pace.waiting = event;
    setTimeout(() => {
      const { waiting = event } = pace;
      pace.waiting = undefined;
      pace.countedAt = performance.now();
      this.#publish(waiting);
    }, PAUSE_MS).unref();
    return 'published';
  }

  #paceOf({ instance, resource, organization, project }: SentryWebhookEvent) {
    const name = project?.id ?? project?.slug;
    const key = JSON.stringify([instance, resource, organization, name]);
    const now = performance.now();
    const pace = this.#paces.get(key) ?? { left: BURST, countedAt: now };
    if (!pace.waiting) {
      const refilled = (now - pace.countedAt) / PAUSE_MS;
      pace.left = Math.min(BURST, pace.left + refilled);
      pace.countedAt = now;
    }
    this.#paces.set(key, pace);
    return pace;
  }
}
