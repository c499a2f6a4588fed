import { createHmac } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { sentryServerOf } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { REPORT_PAUSE_MS } from '../answers/changes';
import type { ProjectScope } from '../scopes/types';
import type { ChangeEvent } from './changeEvents';

const CHANNEL = 'sentry:projects';
// Projects that change at once are one signal.
const COLLECT_MS = 25;
// Before a report counts, a page would find the old answer.
const MARGIN_MS = 50;
const MAX_WAITING = 1_000;
const MAX_PROJECTS = 20_000;
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
  /** By key: when to signal that project. Times are of `performance.now()`. */
  readonly #due = new Map<string, number>();
  /** By kind of report and key: when the next signal may follow. */
  readonly #pauses = new LRUCache<string, number>({ max: MAX_PROJECTS });
  #timer?: NodeJS.Timeout;
  #wakesAt = Infinity;
  #hasFailed = false;

  constructor(options: LiveProjectsOptions) {
    this.#options = options;
  }

  /** The keys of the scopes' projects, by id and by slug: some webhooks name the slug alone. */
  keysOf(scopes: ProjectScope[]): string[] {
    const keys = new Set<string>();
    for (const { instance, projects } of scopes) {
      for (const { id, slug } of projects) {
        keys.add(this.#keyOf(instance.baseUrl, id));
        keys.add(this.#keyOf(instance.baseUrl, slug));
      }
    }
    return [...keys];
  }

  /**
   * Signals a change at once, and the last of many after the pause of its kind, when answers
   * are stale because of it.
   */
  note({ baseUrl, projects, kind }: ChangeEvent): void {
    const now = performance.now();
    for (const name of projects) {
      const key = this.#keyOf(baseUrl, name);
      const slot = `${kind} ${key}`;
      const at = Math.max(now + COLLECT_MS, this.#pauses.get(slot) ?? 0);
      const due = this.#due.get(key) ?? Infinity;
      if (at < due && (due < Infinity || this.#due.size < MAX_WAITING)) {
        this.#due.set(key, at);
        this.#pauses.set(slot, at + REPORT_PAUSE_MS[kind] + MARGIN_MS);
        this.#wakeAt(at);
      }
    }
  }

  /** Signals nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #wakeAt(at: number): void {
    if (at < this.#wakesAt) {
      clearTimeout(this.#timer);
      this.#wakesAt = at;
      const wait = Math.max(0, at - performance.now());
      this.#timer = setTimeout(() => this.#wake(), wait).unref();
    }
  }

  #wake(): void {
    this.#wakesAt = Infinity;
    const now = performance.now();
    const keys = [...this.#due.keys()].filter(
      key => (this.#due.get(key) ?? 0) <= now,
    );
    keys.forEach(key => this.#due.delete(key));
    if (this.#due.size > 0) {
      this.#wakeAt(Math.min(...this.#due.values()));
    }
    if (keys.length > 0) {
      this.#publish(keys);
    }
  }

  #keyOf(baseUrl: string, id: string): string {
    return createHmac('sha256', this.#options.secret)
      .update(JSON.stringify([sentryServerOf(baseUrl), id]))
      .digest('base64url')
      .slice(0, KEY_LENGTH);
  }

  async #publish(keys: string[]): Promise<void> {
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
