import {
  SentryProblemError,
  type RawSentryProject,
  type SentryClient,
  type SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey, type CacheFacts, type SourceCache } from '../../cache';
import { listAllProjects, type ProjectListing } from './listAllProjects';

const TTL_MS = 10 * 60_000;
const STALE_FOR_MS = 24 * 60 * 60_000;
const NOT_FOUND_TTL_MS = 60_000;
const MAX_DIRECTORIES = 200;

/** @internal */
export interface ProjectQuestion {
  client: SentryClient;
  instance: SentryInstanceConfig;
  organization: string;
  /** Slug or id. */
  project: string;
}

/** @internal */
export interface FoundProject {
  /** Absent where there is none that the credential can see. */
  project?: RawSentryProject;
  facts: CacheFacts;
}

interface Directory {
  projects: Map<string, RawSentryProject>;
  facts: CacheFacts;
}

/**
 * Knows the projects of an organization by slug and by id: Sentry's lists are filtered
 * by id, because servers older than June 2026 refuse slugs.
 */
export class ProjectDirectory {
  readonly #cache: SourceCache;
  readonly #directories = new LRUCache<string, Directory>({
    max: MAX_DIRECTORIES,
  });

  static create(options: { cache: SourceCache }): ProjectDirectory {
    return new ProjectDirectory(options.cache);
  }

  private constructor(cache: SourceCache) {
    this.#cache = cache;
  }

  /** @throws SentryProblemError where Sentry can't tell */
  async find(question: ProjectQuestion): Promise<FoundProject> {
    const { projects, facts } = await this.#directory(question);
    const project = projects.get(question.project);
    // Renamed, beyond the end of the list, or in no list that this token may read.
    return project ? { project, facts } : this.#lookUp(question);
  }

  async #directory(question: ProjectQuestion): Promise<Directory> {
    const { client, organization } = question;
    const key = cacheKey('projects', this.#scope(question));
    const known = this.#directories.get(key);
    if (known && Date.now() < known.facts.freshUntil) {
      return known;
    }
    const { value, ...facts } = await this.#cache.get<ProjectListing>({
      key,
      ttlMs: TTL_MS,
      staleForMs: STALE_FOR_MS,
      load: () => listAllProjects(client, organization),
    });
    const projects = new Map(
      value.projects.flatMap(project => [
        [project.slug, project] as const,
        [project.id, project] as const,
      ]),
    );
    const directory = { projects, facts };
    this.#directories.set(key, directory);
    return directory;
  }

  async #lookUp(question: ProjectQuestion): Promise<FoundProject> {
    const { client, organization, project } = question;
    const key = cacheKey('project', [...this.#scope(question), project]);
    const { value, ...facts } = await this.#cache.get<RawSentryProject | null>({
      key,
      ttlMs: NOT_FOUND_TTL_MS,
      staleForMs: TTL_MS,
      load: () => lookUp(client, organization, project),
    });
    return value ? { project: value, facts } : { facts };
  }

  #scope({ client, instance, organization }: ProjectQuestion) {
    return [instance.name, instance.baseUrl, client.credentialId, organization];
  }
}

async function lookUp(
  client: SentryClient,
  organization: string,
  idOrSlug: string,
): Promise<RawSentryProject | null> {
  try {
    const { id, slug, name, platform } = await client.getProject(
      organization,
      idOrSlug,
    );
    return { id, slug, name, platform };
  } catch (error) {
    // That there is none is an answer, and worth remembering.
    if (
      error instanceof SentryProblemError &&
      error.code === 'PROJECT_NOT_FOUND'
    ) {
      return null;
    }
    throw error;
  }
}
