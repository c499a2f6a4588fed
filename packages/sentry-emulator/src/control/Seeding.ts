import { readEvent } from '../ingest/storeEvent';
import type { Directory, Organization } from '../directory';
import type { AlertStore } from '../store/AlertStore';
import type { EventStore } from '../store/EventStore';
import type {
  EmulatorIssue,
  EmulatorIssueLinks,
  EmulatorOccurrence,
  EmulatorRelease,
} from '../types/Emulator';
import type { EmulatorAlert, EmulatorMonitor } from '../types/monitoring';
import type { EmulatorProject } from '../types/options';

/** An organization, project or issue that does not exist. */
export class SeedingError extends Error {}

/** Puts into the emulator what comes to Sentry by other ways than an SDK. */
export class Seeding {
  readonly #directory: Directory;
  readonly #store: EventStore;
  readonly #alerts: AlertStore;
  readonly #clock: () => number;
  readonly #nextEventId: () => string;

  constructor(options: {
    directory: Directory;
    store: EventStore;
    alerts: AlertStore;
    clock: () => number;
    nextEventId: () => string;
  }) {
    this.#directory = options.directory;
    this.#store = options.store;
    this.#alerts = options.alerts;
    this.#clock = options.clock;
    this.#nextEventId = options.nextEventId;
  }

  keyOf(organization: string, project: string): { id: string; key: string } {
    const found = this.#project(this.#organization(organization), project);
    const [{ publicKey }] = this.#directory.keys(found);
    return { id: found.id, key: publicKey };
  }

  addRelease(organizationSlug: string, release: EmulatorRelease): void {
    const organization = this.#organization(organizationSlug);
    const projects = release.projects.map(p => this.#project(organization, p));
    if (projects.length === 0) {
      throw new SeedingError('A release is of one project at least');
    }
    const now = this.#clock();
    const { releases } = this.#store;
    const described = releases.describe(
      projects.map(({ id }) => id),
      release.version,
      {
        createdAt: release.dateCreated ?? now,
        releasedAt: release.dateReleased,
        ref: release.ref,
        url: release.url,
      },
    );
    const commits = (release.commits ?? []).map(commit => ({
      ...commit,
      repository:
        typeof commit.repository === 'string'
          ? { name: commit.repository }
          : commit.repository,
      files: commit.files ?? [],
    }));
    releases.setCommits(described, [...commits, ...described.commits]);
    for (const deploy of release.deploys ?? []) {
      releases.addDeploy(described, {
        environment: deploy.environment,
        name: deploy.name ?? null,
        url: deploy.url ?? null,
        startedAt: deploy.dateStarted,
        finishedAt: deploy.dateFinished ?? now,
      });
    }
    for (const { environment } of release.deploys ?? []) {
      for (const { id } of projects) {
        this.#store.seeEnvironment(id, environment);
      }
    }
  }

  addOccurrence(
    organization: string,
    projectSlug: string,
    occurrence: EmulatorOccurrence,
  ): string {
    const project = this.#project(
      this.#organization(organization),
      projectSlug,
    );
    const now = this.#clock();
    const id = this.#nextEventId();
    const read = readEvent({
      payload: JSON.stringify({
        event_id: id,
        timestamp: (occurrence.time ?? now) / 1000,
        platform: occurrence.platform ?? project.platform,
        level: occurrence.level ?? 'info',
        logentry: { formatted: occurrence.title },
        transaction: occurrence.culprit,
        environment: occurrence.environment,
        release: occurrence.release,
        user: occurrence.user && { id: occurrence.user },
        tags: occurrence.tags,
        fingerprint: occurrence.fingerprint ?? [
          occurrence.issueType,
          occurrence.title,
        ],
      }),
      projectId: project.id,
      now,
      fallbackId: () => id,
      extras: {
        occurrence: {
          issueType: occurrence.issueType,
          issueCategory: occurrence.issueCategory,
          subtitle: occurrence.subtitle,
          evidenceData: occurrence.evidenceData ?? {},
          evidenceDisplay: occurrence.evidenceDisplay ?? [],
        },
      },
    });
    if (read) {
      this.#store.add(read.event, read.hash);
    }
    return id;
  }

  addAlert(
    organizationSlug: string,
    projectSlug: string,
    alert: EmulatorAlert,
  ): void {
    const organization = this.#organization(organizationSlug);
    const project = this.#project(organization, projectSlug);
    this.#alerts.addIssueAlert(organization, project, alert);
    if (alert.isMetric) {
      this.#alerts.addMetricAlert(project, alert);
    }
  }

  addMonitor(
    organization: string,
    projectSlug: string,
    monitor: EmulatorMonitor,
  ): void {
    this.#alerts.addMonitor(
      this.#project(this.#organization(organization), projectSlug),
      monitor,
    );
  }

  linkIssue(id: string, links: EmulatorIssueLinks): void {
    const issue = this.#store.issue(id);
    if (!issue) {
      throw new SeedingError(`No issue ${id}`);
    }
    issue.links = links;
  }

  issues(organization: string, projectSlug: string): EmulatorIssue[] {
    const project = this.#project(
      this.#organization(organization),
      projectSlug,
    );
    return this.#store.issues(project.id).map(({ id, shortId, timeline }) => ({
      id,
      shortId,
      title: timeline.last.title,
      type: timeline.last.type,
      latestEventId: timeline.last.id,
    }));
  }

  #organization(slug: string): Organization {
    const organization = this.#directory.organization(slug);
    if (!organization) {
      throw new SeedingError(`No organization ${slug}`);
    }
    return organization;
  }

  #project(organization: Organization, slug: string): EmulatorProject {
    const project = this.#directory.project(organization, slug);
    if (!project) {
      throw new SeedingError(`No project ${organization.slug}/${slug}`);
    }
    return project;
  }
}
