import { Issue } from './Issue';
import { formatShortId } from './shortId';
import { seededRandom, type Random } from '../random';
import type { EmulatorProject } from '../types';
import type { StoredEvent } from './types';

/** What a project has received. */
interface ProjectRecord {
  readonly project: EmulatorProject;
  readonly issues: Issue[];
  readonly byHash: Map<string, Issue>;
  readonly events: Map<string, { event: StoredEvent; issue: Issue }>;
  readonly environments: Set<string>;
  /** Release to the time of its first event. */
  readonly releases: Map<string, number>;
}

/** All issues and events, with the indices that questions need. */
export class EventStore {
  readonly #projects = new Map<string, ProjectRecord>();
  readonly #issues = new Map<string, Issue>();
  readonly #random: Random;
  #lastIssueId = 4500;

  constructor(options: { projects: EmulatorProject[]; seed: number }) {
    this.#random = seededRandom(options.seed, 'issue ids');
    for (const project of options.projects) {
      this.#projects.set(project.id, {
        project,
        issues: [],
        byHash: new Map(),
        events: new Map(),
        environments: new Set(),
        releases: new Map(),
      });
    }
  }

  /** A second event of the same id is dropped, as Sentry does. */
  add(event: StoredEvent, hash: string): void {
    const record = this.#record(event.projectId);
    if (record.events.has(event.id)) {
      return;
    }
    const issue = record.byHash.get(hash) ?? this.#createIssue(record, hash);
    issue.add(event);
    record.events.set(event.id, { event, issue });
    if (event.environment !== undefined) {
      record.environments.add(event.environment);
    }
    if (event.release !== undefined) {
      const known = record.releases.get(event.release) ?? Infinity;
      record.releases.set(event.release, Math.min(known, event.timestamp));
    }
  }

  issues(projectId: string): readonly Issue[] {
    return this.#record(projectId).issues;
  }

  issue(id: string): Issue | undefined {
    return this.#issues.get(id);
  }

  findEvent(
    projectId: string,
    eventId: string,
  ): { event: StoredEvent; issue: Issue } | undefined {
    return this.#record(projectId).events.get(eventId);
  }

  environments(projectId: string): string[] {
    return [...this.#record(projectId).environments].sort();
  }

  /** The release whose first event is the newest. */
  latestRelease(projectId: string): string | undefined {
    let latest: [string, number] | undefined;
    for (const entry of this.#record(projectId).releases) {
      if (!latest || entry[1] > latest[1]) {
        latest = entry;
      }
    }
    return latest?.[0];
  }

  /** When the first event of the release happened. */
  releaseCreatedAt(projectId: string, release: string): number | undefined {
    return this.#record(projectId).releases.get(release);
  }

  firstEventAt(projectId: string): number | undefined {
    const times = this.issues(projectId).map(i => i.timeline.first.timestamp);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  #record(projectId: string): ProjectRecord {
    const record = this.#projects.get(projectId);
    if (!record) {
      throw new Error(`No project has the id ${projectId}`);
    }
    return record;
  }

  #createIssue(record: ProjectRecord, hash: string): Issue {
    this.#lastIssueId += 1 + Math.floor(this.#random() * 7);
    const issue = new Issue({
      id: String(this.#lastIssueId),
      shortId: formatShortId(record.project.slug, record.issues.length + 1),
      project: record.project,
      hash,
    });
    record.issues.push(issue);
    record.byHash.set(hash, issue);
    this.#issues.set(issue.id, issue);
    return issue;
  }
}
