import { createHmac } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  sentryServerOf,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { ProjectScope } from '../scopes/types';
import {
  CHANGES_TOPIC,
  readChangeEvent,
  WEBHOOK_TOPICS,
  type ChangeEvent,
} from './changeEvents';

const CHANNEL = 'sentry:projects';
// Of a storm, one signal in so long.
const DEBOUNCE_MS = 250;
const MAX_KEYS = 1_000;
// Of base64url: too many to guess, short enough for an answer about many projects.
const KEY_LENGTH = 16;

interface LiveProjectsOptions {
  /** Of all replicas. */
  secret: string;
  signals: SignalsService;
  logger: LoggerService;
}

/**
 * Lets open pages know which projects have changed. Everyone who is signed in can listen to a
 * signal: projects have keys there that say something only to those whose answers name them.
 */
export class LiveProjects {
  readonly #options: LiveProjectsOptions;
  readonly #changed = new Set<string>();
  #timer?: NodeJS.Timeout;
  #hasFailed = false;

  constructor(options: LiveProjectsOptions) {
    this.#options = options;
  }

  /** The keys of the scopes' projects. */
  keysOf(scopes: ProjectScope[]): string[] {
    const keys = scopes.flatMap(({ instance, projectIds }) =>
      projectIds.map(id => this.#keyOf(instance.baseUrl, id)),
    );
    return [...new Set(keys)];
  }

  /** Signals a change, together with those that follow at once. */
  note({ baseUrl, projects }: ChangeEvent): void {
    for (const id of projects) {
      if (this.#changed.size < MAX_KEYS) {
        this.#changed.add(this.#keyOf(baseUrl, id));
      }
    }
    this.#timer ??= setTimeout(() => this.#publish(), DEBOUNCE_MS).unref();
  }

  /** Signals nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #keyOf(baseUrl: string, id: string): string {
    return createHmac('sha256', this.#options.secret)
      .update(JSON.stringify([sentryServerOf(baseUrl), id]))
      .digest('base64url')
      .slice(0, KEY_LENGTH);
  }

  async #publish(): Promise<void> {
    const keys = [...this.#changed];
    this.#changed.clear();
    this.#timer = undefined;
    try {
      await this.#options.signals.publish({
        recipients: { type: 'broadcast' },
        channel: CHANNEL,
        message: { keys },
      });
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) {
        this.#options.logger.warn(
          `Open pages are not notified of changes in Sentry: ${error}`,
        );
      }
      this.#hasFailed = true;
    }
  }
}

/** Signals changes that Sentry or a replica reports, each by one of the replicas. */
export async function signalChanges(options: {
  events: EventsService;
  sentry: SentryService;
  live: LiveProjects;
}): Promise<void> {
  const { events, sentry, live } = options;
  await events.subscribe({
    // Replicas share the events of this id, and signals reach the pages of all.
    id: 'sentry-signals',
    topics: [CHANGES_TOPIC, ...WEBHOOK_TOPICS],
    onEvent: async params => {
      const changed = readChangeEvent(params, sentry);
      if (changed) {
        live.note(changed);
      }
    },
  });
}
