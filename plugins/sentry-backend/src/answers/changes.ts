import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { ageOf, SingleFlight } from '../cache/SingleFlight';
import { cacheKey } from '../cache/keys';
import type { SharedStore } from '../cache/SharedStore';

const TOPIC = 'sentry.changes';
// A replica that no event reaches knows of a change after so long.
const LOOK_AGAIN_MS = 1_000;
const MAX_PROJECTS = 20_000;

/** Projects of one organization whose issues were changed. */
export interface ChangedProjects {
  /** The instance's `baseUrl`: several instances can be one server. */
  baseUrl: string;
  organization: string;
  /** Ids. */
  projects: string[];
}

/** A change, as replicas tell each other of it. */
export interface IssuesChanged extends ChangedProjects {
  /** Names the change: when it was, by the clock of the replica that made it. */
  marker: number;
}

const payload = z.object({
  // Bounded, because it is kept.
  baseUrl: z.string().max(2_000),
  organization: z.string().max(200),
  projects: z.array(z.string().max(64)).max(1_000),
  marker: z.number(),
});

/** What is known of one project. Times in milliseconds since 1970, by this replica's clock. */
interface Known {
  /** The last change that this replica knows. */
  marker?: number;
  changedAt: number;
  /** When the shared store was last asked for a marker. */
  lookedAt: number;
}

/** @internal */
export interface ProjectChangesOptions {
  /** Where replicas find markers of changes. Absent where they share no store. */
  store?: SharedStore;
  /** How long an answer may be served, in milliseconds. */
  keptMs: number;
  /** Sends the change to the other replicas; must not throw. */
  announce?: (changed: IssuesChanged) => void;
  clock?: () => number;
}

/**
 * Knows when the issues of a project were last changed through Backstage: what was asked
 * before is old. Other replicas learn of a change by an event; where none reaches them, by a
 * marker in the shared store, which each looks up at most once a second and project.
 *
 * Clocks of two replicas are never compared: a replica takes a change that is new to it for
 * one of now.
 */
export class ProjectChanges {
  readonly #store?: SharedStore;
  readonly #keptMs: number;
  readonly #announce: (changed: IssuesChanged) => void;
  readonly #clock: () => number;
  readonly #known = new LRUCache<string, Known>({ max: MAX_PROJECTS });
  readonly #looks = new SingleFlight();

  constructor(options: ProjectChangesOptions) {
    this.#store = options.store;
    this.#keptMs = options.keptMs;
    this.#announce = options.announce ?? (() => {});
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * When the last of the projects was changed, in milliseconds since 1970; 0 where no change
   * is known.
   */
  async changedAt(asked: ChangedProjects): Promise<number> {
    const keys = keysOf(asked);
    if (this.#store) {
      await Promise.all(keys.map(key => this.#look(key)));
    }
    const times = keys.map(key => this.#known.get(key)?.changedAt ?? 0);
    // In the future it is only where the clock was set back.
    return Math.max(0, ...times.filter(time => time <= this.#clock()));
  }

  /** Takes note of a change that was made here just now, or may have been. */
  async record(changed: ChangedProjects): Promise<void> {
    const keys = keysOf(changed);
    const markers = keys.map(key => this.#known.get(key)?.marker ?? 0);
    const marker = Math.max(this.#clock(), ...markers.map(last => last + 1));
    this.apply({ ...changed, marker });
    this.#announce({ ...changed, marker });
    await Promise.all(
      keys.map(key =>
        this.#store?.set(key, { fetchedAt: marker, json: '""' }, this.#keptMs),
      ),
    );
  }

  /** Takes over what another replica says. */
  apply(changed: IssuesChanged): void {
    keysOf(changed).forEach(key => this.#learn(key, changed.marker));
  }

  #learn(key: string, marker: number): void {
    const known = this.#known.get(key);
    if (known?.marker !== marker) {
      const changedAt = this.#clock();
      const lookedAt = known?.lookedAt ?? -Infinity;
      this.#known.set(key, { marker, changedAt, lookedAt });
    }
  }

  async #look(key: string): Promise<void> {
    const lookedAt = this.#known.get(key)?.lookedAt ?? -Infinity;
    if (ageOf(lookedAt, this.#clock()) < LOOK_AGAIN_MS) {
      return;
    }
    await this.#looks.run(key, async () => {
      const marker = (await this.#store?.get(key))?.fetchedAt;
      if (marker !== undefined) {
        this.#learn(key, marker);
      }
      const known = this.#known.get(key) ?? { changedAt: 0 };
      this.#known.set(key, { ...known, lookedAt: this.#clock() });
    });
  }
}

/** Lets other replicas' changes be known here. */
export async function followChanges(
  events: EventsService,
  changes: ProjectChanges,
): Promise<void> {
  await events.subscribe({
    // Subscribers of one id share the events; each replica needs all of them.
    id: `changes-${randomUUID()}`,
    topics: [TOPIC],
    onEvent: async ({ eventPayload }) => {
      const { data } = payload.safeParse(eventPayload);
      if (data) {
        changes.apply(data);
      }
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
      .publish({ topic: TOPIC, eventPayload: changed })
      .catch(error =>
        logger.warn(
          `Other replicas could not be told of a change of Sentry issues: ${toError(error).name}`,
        ),
      );
  };
}

function keysOf({ baseUrl, organization, projects }: ChangedProjects) {
  return projects.map(id => cacheKey('changed', [baseUrl, organization, id]));
}
