import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  sentryProjectName,
  type SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryCaller,
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { ScopeResolver } from '../scopes/ScopeResolver';
import { compare, type LookUp } from './compare';
import type { CoverageStore } from './CoverageStore';
import { readCatalog } from './readCatalog';
import {
  organizationsOf,
  readOrganization,
  type ListedOrganization,
  type ListedProject,
} from './readSentry';

// Names that no list has: former ones, typos, organizations that only annotations name.
const MAX_LOOKUPS = 200;
const MAX_ORGANIZATIONS = 100;
const MAX_PROBLEMS = 20;

interface CoverageServiceOptions {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  resolver: ScopeResolver;
  sentry: SentryService;
  store: CoverageStore;
}

/** Compares the catalog with Sentry and keeps what it finds. */
export class CoverageService {
  readonly #options: CoverageServiceOptions;

  constructor(options: CoverageServiceOptions) {
    this.#options = options;
  }

  /** @throws where the catalog can't be read: then the comparison before stays */
  async compare(signal: AbortSignal): Promise<void> {
    const { sentry, store, logger } = this.#options;
    if (!sentry.config.instances.length) {
      return;
    }
    const { entities } = await readCatalog({ ...this.#options, signal });
    const { projects, problems } = await this.#readProjects(signal);
    const comparison = await compare({
      entities,
      projects,
      sentry,
      lookUp: await this.#lookUp(),
    });
    signal.throwIfAborted();
    await store.replace(
      { ...comparison, problems: problems.slice(0, MAX_PROBLEMS) },
      new Date().toISOString(),
    );
    logger.debug(
      `Compared ${entities.length} entities with ${projects.size} projects of Sentry: ${comparison.matches.length} suggestions`,
    );
  }

  /** Of all organizations that config names. Those that can't be listed now stay as they were. */
  async #readProjects(signal: AbortSignal): Promise<{
    projects: Map<string, ListedProject>;
    problems: SentryProblem[];
  }> {
    const { sentry } = this.#options;
    const places = sentry.config.instances.flatMap(instance =>
      organizationsOf(instance).map(organization => ({
        instance,
        organization,
      })),
    );
    const projects = new Map<string, ListedProject>();
    const problems: SentryProblem[] = [];
    for (const { instance, organization } of places.slice(
      0,
      MAX_ORGANIZATIONS,
    )) {
      const listed = await readOrganization(
        sentry,
        instance,
        organization,
        signal,
      );
      problems.push(...listed.problems);
      for (const project of await this.#projectsOf(listed)) {
        projects.set(sentryProjectName(project), project);
      }
    }
    return { projects, problems };
  }

  async #projectsOf(listed: ListedOrganization): Promise<ListedProject[]> {
    if (listed.projects && !listed.problems.length) {
      return [...listed.projects.values()];
    }
    const { instance, organization } = listed;
    const known = (
      await this.#options.store.readOrganization(instance, organization)
    ).map(({ teams, ...project }) => ({
      ...project,
      teams: teams.map(({ slug }) => slug),
    }));
    const before = new Map(known.map(project => [project.id, project]));
    // Where only the source code could not be read, it is where it was.
    return listed.projects
      ? [...listed.projects.values()].map(project => ({
          ...project,
          places: project.places.length
            ? project.places
            : (before.get(project.id)?.places ?? []),
        }))
      : known;
  }

  /** Looks for names that no list has as the entity's own page does, for a bounded number. */
  async #lookUp(): Promise<LookUp> {
    const { auth, resolver } = this.#options;
    const caller = new SentryCaller({
      credentials: await auth.getOwnServiceCredentials(),
    });
    let left = MAX_LOOKUPS;
    return async ({ ref, annotations }) => {
      if (!annotations?.refs.length) {
        return { projects: [], problems: [] };
      }
      left -= 1;
      if (left < 0) {
        return { projects: [], problems: [] };
      }
      const refs = annotations.refs.map(one => ({ ...one, entityRefs: [ref] }));
      try {
        const { entries } = await resolver.resolveAll({
          entity: { ref, annotations: { ...annotations, refs } },
          caller,
        });
        return {
          projects: entries.flatMap(entry =>
            entry.problem ? [] : sentryProjectName(entry.project),
          ),
          problems: entries.flatMap(({ problem }) => problem ?? []),
        };
      } catch (error) {
        if (!(error instanceof SentryProblemError)) {
          throw error;
        }
        return { projects: [], problems: [error.toProblem()] };
      }
    };
  }
}
