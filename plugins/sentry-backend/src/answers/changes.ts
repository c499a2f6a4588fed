import { sentryServerOf } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey } from '../cache/keys';
import type { SharedStore } from '../cache/SharedStore';
import type { ProjectScope } from '../scopes/types';

// A replica that no event reaches knows of a change after so long.
const LOOK_AGAIN_MS = 1_000;
/** Of many reports about a project, one in so long makes its answers stale, by their kind. */
export const REPORT_PAUSE_MS = {
  /** An issue is new, has another state, or was commented on. */
  issue: 1_000,
  // Sentry sends one of each event: a project that always fails would have no cache.
  /** There are more events. */
  events: 30_000,
} as const;
const MAX_PROJECTS = 20_000;

/** Projects of one server whose issues were changed. */
interface ChangedProjects {
  /** The instance's `baseUrl`: several instances can be one server. */
  baseUrl: string;
  /** Ids, which on a server no two projects share, whatever their organization. */
  projects: string[];
}

/** What Sentry reports, which decides how often it counts. */
export type ReportKind = keyof typeof REPORT_PAUSE_MS;

const reportKinds: ReportKind[] = ['issue', 'events'];

/** A change, as replicas send it to each other. */
export interface IssuesChanged extends ChangedProjects {
  /** Identifies the change: its time, by the clock of the replica that made it. */
  marker: number;
}

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
 * Knows when the issues of a project were last changed: older answers are stale. Of a change
 * through Backstage other replicas learn by an event, or, where none reaches them, by a
 * marker in the shared store, which each looks up at most once a second and project. Changes
 * in Sentry are reported by its webhooks.
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
  /** The last report of each kind about each project, and the last that counts, in the same way. */
  readonly #reports = new LRUCache<
    string,
    Partial<Record<ReportKind, { at: number; countedAt: number }>>
  >({ max: MAX_PROJECTS });
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

  /** The scopes with the times of their last changes, and the later one of each; none where none is known. */
  async stamp(
    all: ProjectScope[],
  ): Promise<{ scopes: ProjectScope[]; times: number[] }> {
    if (!this.#store && !this.#known.size && !this.#reports.size) {
      return { scopes: all, times: [] };
    }
    const scopes = await Promise.all(
      all.map(async scope => {
        const { baseUrl } = scope.instance;
        const changedAt = await this.changedAt({
          baseUrl,
          projects: scope.projectIds,
        });
        const reportedAt = this.reportedAt({
          baseUrl,
          projects: scope.projects.flatMap(({ id, slug }) => [id, slug]),
        });
        return { ...scope, changedAt, reportedAt };
      }),
    );
    const times = scopes.map(({ changedAt, reportedAt }) =>
      Math.max(changedAt, reportedAt),
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

  /**
   * When the last of the projects was reported as changed, in milliseconds since 1970; 0 where
   * it never was. Of many reports at once the first counts at once, and the last after the pause
   * of its kind, {@link REPORT_PAUSE_MS}.
   *
   * @param asked - with the projects by all their names
   */
  reportedAt(asked: ChangedProjects): number {
    const now = this.#clock();
    const times = keysOf(asked).flatMap(key => {
      const reports = this.#reports.get(key);
      return reportKinds.map(kind => {
        const report = reports?.[kind];
        const pause = REPORT_PAUSE_MS[kind];
        if (report && Math.abs(now - report.countedAt) >= pause) {
          report.countedAt = report.at;
        }
        return report?.countedAt ?? 0;
      });
    });
    return Math.max(0, ...times.filter(time => time <= now));
  }

  /**
   * Records that Sentry reports a change.
   *
   * @param changed - with the projects by id or, which is all that some webhooks say, by slug
   */
  report(changed: ChangedProjects & { kind: ReportKind }): void {
    const { kind } = changed;
    const at = this.#clock();
    for (const key of keysOf(changed)) {
      const reports = this.#reports.get(key);
      const { countedAt = at } = reports?.[kind] ?? {};
      this.#reports.set(key, { ...reports, [kind]: { at, countedAt } });
    }
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

function keysOf({ baseUrl, projects }: ChangedProjects): string[] {
  const server = sentryServerOf(baseUrl);
  return projects.map(name => cacheKey('changed', [server, name]));
}
