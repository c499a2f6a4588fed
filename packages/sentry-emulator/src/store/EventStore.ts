import { Issue, type Activity } from './Issue';
import { ReleaseStore, createdAtOf } from './ReleaseStore';
import { SessionStore } from './SessionStore';
import { seededRandom, type Random } from '../random';
import type { EmulatorProject } from '../types/options';
import type { StoredEvent } from './types';

/** What a project has received. */
interface ProjectRecord {
  readonly project: EmulatorProject;
  readonly issues: Issue[];
  readonly byHash: Map<string, Issue>;
  readonly events: Map<string, { event: StoredEvent; issue: Issue }>;
  readonly environments: Set<string>;
}

/** All issues, events, releases and sessions, with the indices that questions need. */
export class EventStore {
  readonly releases = new ReleaseStore();
  readonly sessions = new SessionStore();
  /** Called with each new issue, and with each activity, before the change is complete. */
  onChange: (issue: Issue, change: 'created' | Activity) => void = () => {};
  readonly #projects = new Map<string, ProjectRecord>();
  readonly #issues = new Map<string, Issue>();
  readonly #random: Random;
  #lastIssueId = 4500;

  constructor(options: {
    organizations: readonly { slug: string; projects: EmulatorProject[] }[];
    seed: number;
  }) {
    this.#random = seededRandom(options.seed, 'issue ids');
    for (const { slug, projects } of options.organizations) {
      for (const project of projects) {
        this.addProject(slug, project);
      }
    }
  }

  /** Makes room for what a project receives. */
  addProject(organizationSlug: string, project: EmulatorProject): void {
    this.releases.addProject(organizationSlug, project.id);
    this.#projects.set(project.id, {
      project,
      issues: [],
      byHash: new Map(),
      events: new Map(),
      environments: new Set(),
    });
  }

  /** A second event of the same id is dropped, as Sentry does. */
  add(event: StoredEvent, hash: string): void {
    const record = this.#record(event.projectId);
    if (record.events.has(event.id)) {
      return;
    }
    const issue = record.byHash.get(hash) ?? this.#createIssue(record, hash);
    const { projectId, environment, release } = event;
    if (release !== undefined) {
      this.releases.see({
        projectId,
        version: release,
        time: event.timestamp,
        environment,
        isEvent: true,
      });
    }
    issue.add(event, (a, b) => this.releases.compare(projectId, a, b));
    record.events.set(event.id, { event, issue });
    this.seeEnvironment(projectId, environment);
  }

  seeEnvironment(projectId: string, environment: string | undefined): void {
    if (environment !== undefined) {
      this.#record(projectId).environments.add(environment);
    }
  }

  /** Lets happen what is due by the clock alone. */
  settle(now: number): void {
    for (const issue of this.#issues.values()) {
      issue.settle(now);
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

  latestRelease(projectId: string): string | undefined {
    return this.releases.latest(projectId)?.version;
  }

  /** When the release was first heard of in the project. */
  releaseCreatedAt(projectId: string, version: string): number | undefined {
    const release = this.releases.find(projectId, version);
    return release && createdAtOf(release, projectId);
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
    const issue: Issue = new Issue({
      id: String(this.#lastIssueId),
      shortId: formatShortId(record.project.slug, record.issues.length + 1),
      project: record.project,
      hash,
      onActivity: activity => this.onChange(issue, activity),
    });
    this.onChange(issue, 'created');
    record.issues.push(issue);
    record.byHash.set(hash, issue);
    this.#issues.set(issue.id, issue);
    return issue;
  }
}

/** Crockford's alphabet, in which Sentry counts: no I, L, O, U. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `SHOP-WEB-1A` for the 42nd issue of shop-web. */
function formatShortId(projectSlug: string, number: number): string {
  let rest = number;
  let text = '';
  do {
    text = digits[rest % 32] + text;
    rest = Math.floor(rest / 32);
  } while (rest > 0);
  return `${projectSlug.toUpperCase()}-${text}`;
}

/** What a short id says, however it is spelled; `undefined` for what is none. */
export function parseShortId(
  text: string,
): { project: string; number: number } | undefined {
  const [, project, code] = /^(.*?)[\s_-]([0-9A-Z]+)$/i.exec(text.trim()) ?? [];
  const values = [...(code ?? '').toUpperCase()].map(digit =>
    digits.indexOf(digit),
  );
  return code === undefined || values.includes(-1)
    ? undefined
    : {
        project: project.toLowerCase(),
        number: values.reduce((number, value) => number * 32 + value, 0),
      };
}
