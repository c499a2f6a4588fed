import { compareSemantic } from './version';
import type { EmulatorRepository } from '../types/Emulator';

/** What makes a release known to a project: an event, a session, or the API. */
interface ReleaseSighting {
  readonly projectId: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly environment?: string;
  /** Whether it was an event of an issue. */
  readonly isEvent?: boolean;
}

/** What people say of a release. Dates are milliseconds since 1970. */
interface ReleaseDetails {
  readonly releasedAt?: number;
  readonly ref?: string;
  readonly url?: string;
  readonly status?: StoredRelease['status'];
}

/** The releases of all organizations. */
export class ReleaseStore {
  /** Project to organization. */
  readonly #organizations = new Map<string, string>();
  readonly #releases = new Map<string, Map<string, StoredRelease>>();
  #count = 0;

  addProject(organization: string, projectId: string): void {
    this.#organizations.set(projectId, organization);
  }

  /** The first mention of a release creates it. */
  see(sighting: ReleaseSighting): void {
    const { projectId, version, time, environment } = sighting;
    const release = this.#release(projectId, version);
    let seen = release.projects.get(projectId);
    if (!seen) {
      seen = { createdAt: time, environments: new Set() };
      release.projects.set(projectId, seen);
    }
    seen.createdAt = Math.min(seen.createdAt, time);
    if (environment !== undefined) {
      seen.environments.add(environment);
    }
    if (sighting.isEvent) {
      seen.firstEvent = Math.min(seen.firstEvent ?? time, time);
      seen.lastEvent = Math.max(seen.lastEvent ?? time, time);
    }
  }

  /**
   * Says what only people know of a release, which is made where it is new.
   * What is undefined stays.
   */
  describe(
    projectIds: readonly string[],
    version: string,
    { createdAt, ...details }: ReleaseDetails & { createdAt: number },
  ): StoredRelease {
    for (const projectId of projectIds) {
      this.see({ projectId, version, time: createdAt });
    }
    const release = this.#release(projectIds[0], version);
    this.update(release, details);
    return release;
  }

  update(release: StoredRelease, details: ReleaseDetails): void {
    release.releasedAt = details.releasedAt ?? release.releasedAt;
    release.ref = details.ref ?? release.ref;
    release.url = details.url ?? release.url;
    release.status = details.status ?? release.status;
  }

  /** The commits of a release are these from now on. */
  setCommits(release: StoredRelease, commits: readonly StoredCommit[]): void {
    release.commits = [...commits].sort((a, b) => b.timestamp - a.timestamp);
  }

  /** A release is in an environment once it is deployed there, by default of all its projects. */
  addDeploy(
    release: StoredRelease,
    deploy: Omit<StoredDeploy, 'id'>,
    projectIds: Iterable<string> = release.projects.keys(),
  ): StoredDeploy {
    this.#count += 1;
    const stored = { ...deploy, id: String(this.#count) };
    release.deploys = [...release.deploys, stored].sort(
      (a, b) => b.finishedAt - a.finishedAt,
    );
    for (const id of projectIds) {
      release.projects.get(id)?.environments.add(deploy.environment);
    }
    return stored;
  }

  find(projectId: string, version: string): StoredRelease | undefined {
    const release = this.#ofOrganization(projectId).get(version);
    return release?.projects.has(projectId) ? release : undefined;
  }

  /** The newest first. */
  ofProject(projectId: string): StoredRelease[] {
    return [...this.#ofOrganization(projectId).values()]
      .filter(release => release.projects.has(projectId))
      .sort((a, b) => dateOf(b, projectId) - dateOf(a, projectId));
  }

  latest(projectId: string): StoredRelease | undefined {
    return this.ofProject(projectId).at(0);
  }

  /** The first release of the project after that one. */
  after(projectId: string, version: string): StoredRelease | undefined {
    return this.ofProject(projectId).findLast(
      release => this.compare(projectId, release.version, version) > 0,
    );
  }

  /** By their numbers, else by when they were made. */
  compare(projectId: string, a: string, b: string): number {
    const date = (version: string) => {
      const release = this.find(projectId, version);
      return release ? dateOf(release, projectId) : Infinity;
    };
    return compareSemantic(a, b) ?? (a === b ? 0 : date(a) - date(b));
  }

  #ofOrganization(projectId: string): Map<string, StoredRelease> {
    const organization = this.#organizations.get(projectId);
    if (organization === undefined) {
      throw new Error(`No project has the id ${projectId}`);
    }
    const known = this.#releases.get(organization) ?? new Map();
    this.#releases.set(organization, known);
    return known;
  }

  #release(projectId: string, version: string): StoredRelease {
    const releases = this.#ofOrganization(projectId);
    const known = releases.get(version);
    if (known) {
      return known;
    }
    const release: StoredRelease = {
      version,
      number: 70_000 + releases.size,
      status: 'open',
      projects: new Map<string, ProjectRelease>(),
      ref: null,
      url: null,
      commits: [],
      deploys: [],
    };
    releases.set(version, release);
    return release;
  }
}

/** By which releases are put in order: released, else made. */
export function dateOf(release: StoredRelease, projectId?: string): number {
  return release.releasedAt ?? createdAtOf(release, projectId);
}

export function createdAtOf(
  release: StoredRelease,
  projectId?: string,
): number {
  const one =
    projectId === undefined ? undefined : release.projects.get(projectId);
  return (
    one?.createdAt ??
    Math.min(...[...release.projects.values()].map(p => p.createdAt))
  );
}

export interface StoredCommit {
  readonly id: string;
  readonly message: string;
  readonly repository: EmulatorRepository;
  readonly pullRequest?: {
    readonly id: string;
    readonly title: string;
    readonly url: string;
  };
  /** Absent if no author is named. */
  readonly author?: { readonly name: string; readonly email: string };
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** Paths of the files it changes. */
  readonly files: readonly string[];
}

export interface StoredDeploy {
  readonly id: string;
  readonly environment: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly startedAt?: number;
  readonly finishedAt: number;
}

/** What is known of a release in one project. */
interface ProjectRelease {
  /** Milliseconds since 1970. */
  createdAt: number;
  firstEvent?: number;
  lastEvent?: number;
  readonly environments: Set<string>;
}

/** A release belongs to an organization, and may be one of several projects. */
export interface StoredRelease {
  readonly version: string;
  readonly number: number;
  /** By project id. */
  readonly projects: Map<string, ProjectRelease>;
  status: 'open' | 'archived';
  releasedAt?: number;
  ref: string | null;
  url: string | null;
  /** The newest first. */
  commits: StoredCommit[];
  /** The newest first. */
  deploys: StoredDeploy[];
}
