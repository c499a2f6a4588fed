import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ageOf } from '../ageOf';
import { cacheKey } from '../keys';
import type { SharedStore } from '../SharedStore';
import { SingleFlight } from '../SingleFlight';
import {
  mergeJournals,
  pruneJournal,
  readJournal,
  versionOf,
  type Journal,
} from './journal';

// A replica that the event did not reach knows of a change after so long.
const LOOK_AGAIN_MS = 1_000;
// Longer than any question to Sentry that was under way when the change was made.
const MARGIN_MS = 5 * 60_000;
const ATTEMPTS = 3;
// No clock of a replica is further ahead; what says so would outlast all that is true.
const AHEAD_MS = 24 * 60 * 60_000;
const MAX_ORGANIZATIONS = 5_000;

/** The projects of one organization whose issues were changed. */
export interface ChangedProjects {
  /** The instance's `baseUrl`: several instances can be one server. */
  baseUrl: string;
  organization: string;
  /** Ids. */
  projects: string[];
}

/** A change, as replicas tell each other of it. */
export interface IssuesChanged extends ChangedProjects {
  change: { id: string; at: number };
}

/** @internal */
export interface ChangeLogOptions {
  /** Where replicas find what they have not heard of. Absent where they share none. */
  store?: SharedStore;
  /** How long an answer may be served, in milliseconds. */
  keptMs: number;
  /** Tells the other replicas; must not throw. */
  announce?: (changed: IssuesChanged) => void;
  clock?: () => number;
}

/**
 * Knows which projects' issues were changed through Backstage, for as long as an answer from
 * before may be kept. What answers depend on becomes part of their keys, so that after a
 * change nothing from before is found, and what was asked before and comes later is
 * kept where nobody looks.
 *
 * Replicas hear of a change by an event. It also stands in the shared store, where each
 * looks once a second for what it has missed; whoever fails to reach the store keeps
 * its own answers for as long as config says.
 */
export class ChangeLog {
  readonly #store?: SharedStore;
  readonly #keptMs: number;
  readonly #announce: (changed: IssuesChanged) => void;
  readonly #clock: () => number;
  readonly #journals = new LRUCache<string, Journal>({
    max: MAX_ORGANIZATIONS,
  });
  readonly #lookedAt = new LRUCache<string, number>({
    max: MAX_ORGANIZATIONS,
  });
  readonly #looks = new SingleFlight();

  static create(options: ChangeLogOptions): ChangeLog {
    return new ChangeLog(options);
  }

  private constructor(options: ChangeLogOptions) {
    this.#store = options.store;
    this.#keptMs = options.keptMs + MARGIN_MS;
    this.#announce = options.announce ?? (() => {});
    this.#clock = options.clock ?? Date.now;
  }

  /** The version of what is asked about, to be part of a key; `undefined` before any change. */
  async versionOf(asked: ChangedProjects): Promise<string | undefined> {
    const key = keyOf(asked);
    await this.#look(key);
    const journal = this.#journals.get(key);
    const version = journal ? versionOf(journal, asked.projects) : [];
    return version.length ? cacheKey('changes', version) : undefined;
  }

  /** Takes note of a change that has just been made here, or may have been. */
  async note(changed: ChangedProjects): Promise<void> {
    const key = keyOf(changed);
    await this.#look(key, true);
    const journal = this.#journals.get(key);
    const before = changed.projects.map(
      id => journal?.projects[id]?.at ?? journal?.floor?.at ?? 0,
    );
    const change = {
      id: randomUUID(),
      // The clock of whoever was last may be ahead.
      at: Math.max(this.#clock(), ...before.map(at => at + 1)),
    };
    this.hear({ ...changed, change });
    this.#announce({ ...changed, change });
    await this.#publish(key, changed.projects, change.id);
  }

  /** Takes over what another replica says. */
  hear(changed: IssuesChanged): void {
    const { change, projects } = changed;
    if (!(change.at <= this.#clock() + AHEAD_MS)) {
      return;
    }
    this.#merge(keyOf(changed), {
      projects: Object.fromEntries(projects.map(id => [id, change])),
    });
  }

  /** Replicas that write at once may write over each other: looks whether it is there. */
  async #publish(key: string, ids: string[], change: string): Promise<void> {
    if (!this.#store) {
      return;
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const journal = this.#journals.get(key);
      await this.#store.set(
        key,
        { fetchedAt: this.#clock(), json: JSON.stringify(journal) },
        this.#keptMs,
      );
      const stored = await this.#read(key);
      if (!stored || versionOf(stored, ids).includes(change)) {
        return;
      }
      this.#merge(key, stored);
    }
  }

  async #look(key: string, now = false): Promise<void> {
    if (!this.#store) {
      return;
    }
    const lookedAt = this.#lookedAt.get(key) ?? -Infinity;
    if (!now && ageOf(lookedAt, this.#clock()) < LOOK_AGAIN_MS) {
      return;
    }
    await this.#looks.run(key, async () => {
      const stored = await this.#read(key);
      this.#lookedAt.set(key, this.#clock());
      if (stored) {
        this.#merge(key, stored);
      }
    });
  }

  async #read(key: string): Promise<Journal | undefined> {
    const stored = await this.#store?.get(key);
    return stored && readJournal(stored.json);
  }

  #merge(key: string, other: Journal): void {
    const known = this.#journals.get(key) ?? { projects: {} };
    const since = this.#clock() - this.#keptMs;
    this.#journals.set(key, pruneJournal(mergeJournals(known, other), since));
  }
}

function keyOf({ baseUrl, organization }: ChangedProjects): string {
  return cacheKey('changed', [baseUrl, organization]);
}
