import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { cacheKey } from '../cache/keys';
import type { SharedStore } from '../cache/SharedStore';
import type { ProjectScope } from '../scopes/types';

const TOPIC = 'sentry.changes';
// A replica that no event reaches knows of a change after so long.
const LOOK_AGAIN_MS = 1_000;
const MAX_PROJECTS = 20_000;

const changedProjects = z.object({
  // Bounded, because it is kept.
  /** The instance's `baseUrl`: several instances can be one server. */
  baseUrl: z.string().max(2_000),
  organization: z.string().max(200),
  /** Ids. */
  projects: z.array(z.string().max(64)).max(1_000),
});

const issuesChanged = changedProjects.extend({
  /** Identifies the change: its time, by the clock of the replica that made it. */
  marker: z.number(),
});

/** Projects of one organization whose issues were changed. */
type ChangedProjects = z.infer<typeof changedProjects>;

/** A change, as replicas send it to each other. */
export type IssuesChanged = z.infer<typeof issuesChanged>;

interface ProjectChangesOptions {
  /** Where replicas find markers of changes. Absent where they share no store. */
  store?: SharedStore;
  /** How long an answer may be served, in milliseconds. */
  keptMs: number;
  /** Sends the change to the other replicas; must not throw. */
  announce?: (changed: IssuesChanged) => void;
  clock?: () => number;
}

/**
 * Knows when the issues of a project were last changed through Backstage: older answers are
 * stale. Other replicas learn of a change by an event, or, where none reaches them, by a
 * marker in the shared store, which each looks up at most once a second and project.
 *
 * Clocks of two replicas are never compared: a replica dates a change when it learns of it.
 */
export class ProjectChanges {
  readonly #store?: SharedStore;
  readonly #keptMs: number;
  readonly #announce?: (changed: IssuesChanged) => void;
  readonly #clock: () => number;
  /** The last change of each project; `changedAt` in milliseconds since 1970, by this clock. */
  readonly #known = new LRUCache<string, { marker: number; changedAt: number }>(
    { max: MAX_PROJECTS },
  );
  /** Projects whose marker was just looked up. */
  readonly #looks: LRUCache<string, boolean>;

  constructor(options: ProjectChangesOptions) {
    this.#store = options.store;
    this.#keptMs = options.keptMs;
    this.#announce = options.announce;
    this.#clock = options.clock ?? Date.now;
    this.#looks = new LRUCache({
      max: MAX_PROJECTS,
      ttl: LOOK_AGAIN_MS,
      ttlResolution: 0,
      ignoreFetchAbort: true,
      ...(options.clock && { perf: { now: options.clock } }),
      fetchMethod: async key => {
        const marker = (await this.#store?.get(key))?.fetchedAt;
        if (marker !== undefined) {
          this.#learn(key, marker);
        }
        return true;
      },
    });
  }

  /** The scopes with the time of their last change, and these times; none where none is known. */
  async stamp(
    all: ProjectScope[],
  ): Promise<{ scopes: ProjectScope[]; times: number[] }> {
    if (!this.#store && !this.#known.size) {
      return { scopes: all, times: [] };
    }
    const times: number[] = [];
    const scopes = await Promise.all(
      all.map(async (scope, index) => {
        const { instance, organization, projectIds } = scope;
        const changedAt = await this.changedAt({
          baseUrl: instance.baseUrl,
          organization,
          projects: projectIds,
        });
        times[index] = changedAt;
        return { ...scope, changedAt };
      }),
    );
    return { scopes, times };
  }

  /**
   * When the last of the projects was changed, in milliseconds since 1970; 0 where no change
   * is known.
   */
  async changedAt(asked: ChangedProjects): Promise<number> {
    const keys = keysOf(asked);
    if (this.#store) {
      await Promise.all(keys.map(key => this.#looks.fetch(key)));
    }
    const times = keys.map(key => this.#known.get(key)?.changedAt ?? 0);
    // In the future it is only where the clock was set back.
    return Math.max(0, ...times.filter(time => time <= this.#clock()));
  }

  /** Records a change that was made here just now, or may have been. */
  async record(changed: ChangedProjects): Promise<void> {
    const keys = keysOf(changed);
    const markers = keys.map(key => this.#known.get(key)?.marker ?? 0);
    const marker = Math.max(this.#clock(), ...markers.map(last => last + 1));
    this.apply({ ...changed, marker });
    this.#announce?.({ ...changed, marker });
    await Promise.all(
      keys.map(key =>
        this.#store?.set(key, { fetchedAt: marker, json: '""' }, this.#keptMs),
      ),
    );
  }

  /** Applies the change of another replica. */
  apply(changed: IssuesChanged): void {
    keysOf(changed).forEach(key => this.#learn(key, changed.marker));
  }

  #learn(key: string, marker: number): void {
    if (this.#known.get(key)?.marker !== marker) {
      this.#known.set(key, { marker, changedAt: this.#clock() });
    }
  }
}

/** Applies the changes that other replicas announce. */
export async function followChanges(
  events: EventsService,
  changes: ProjectChanges,
): Promise<void> {
  await events.subscribe({
    // Subscribers of one id share the events; each replica needs all of them.
    id: `changes-${randomUUID()}`,
    topics: [TOPIC],
    onEvent: async ({ eventPayload }) => {
      const { data } = issuesChanged.safeParse(eventPayload);
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
          `Could not announce a change of Sentry issues to other replicas: ${toError(error).name}`,
        ),
      );
  };
}

function keysOf({ baseUrl, organization, projects }: ChangedProjects) {
  return projects.map(id => cacheKey('changed', [baseUrl, organization, id]));
}
