import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type RawSentryProject,
  type SentryClient,
  type SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey, type CacheFacts, type SourceCache } from '../../cache';
import { listAllProjects } from './listAllProjects';

const TTL_MS = 10 * 60_000;
const STALE_FOR_MS = 24 * 60 * 60_000;
const NOT_FOUND_TTL_MS = 60_000;
const FORBIDDEN_TTL_MS = 60_000;
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
  /** Why there is no listing. Single projects may be readable all the same. */
  forbidden?: SentryProblem;
  facts: CacheFacts;
}

/** When it was read, in milliseconds since 1970, tells a clock that was set back. */
type KnownDirectory = Directory & { readAt: number };

/**
 * Knows the projects of an organization by slug and by id: Sentry's lists are filtered
 * by id, because servers older than June 2026 refuse slugs.
 */
export class ProjectDirectory {
  readonly #cache: SourceCache;
  readonly #directories = new LRUCache<string, KnownDirectory>({
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
    const { projects, forbidden, facts } = await this.#directory(question);
    const project = projects.get(question.project);
    // Renamed, beyond the end of the list, or in no list that this token may read.
    return project ? { project, facts } : this.#lookUp(question, forbidden);
  }

  async #directory(question: ProjectQuestion): Promise<Directory> {
    const key = cacheKey('projects', this.#scope(question));
    const known = this.#directories.get(key);
    const now = Date.now();
    if (known && known.readAt <= now && now < known.facts.freshUntil) {
      return known;
    }
    const directory = {
      ...(await this.#readDirectory(question, key)),
      readAt: Date.now(),
    };
    this.#directories.set(key, directory);
    return directory;
  }

  async #readDirectory(
    { client, organization }: ProjectQuestion,
    key: string,
  ): Promise<Directory> {
    try {
      const { value, ...facts } = await this.#cache.get<RawSentryProject[]>({
        key,
        ttlMs: TTL_MS,
        staleForMs: STALE_FOR_MS,
        load: () => listAllProjects(client, organization),
      });
      const projects = new Map(
        // Ids last: digits mean an id, even where an old server has such a slug.
        [
          ...value.map(project => [project.slug, project] as const),
          ...value.map(project => [project.id, project] as const),
        ],
      );
      return { projects, facts };
    } catch (error) {
      // Without `org:read` nothing is listed.
      if (!isProblem(error, 'SCOPE_MISSING')) {
        throw error;
      }
      const now = Date.now();
      return {
        projects: new Map(),
        forbidden: error.toProblem(),
        facts: {
          fetchedAt: now,
          freshUntil: now + FORBIDDEN_TTL_MS,
          stale: false,
          result: 'miss',
        },
      };
    }
  }

  async #lookUp(
    question: ProjectQuestion,
    forbidden?: SentryProblem,
  ): Promise<FoundProject> {
    const { client, organization, project } = question;
    const key = cacheKey('project', [...this.#scope(question), project]);
    const { value, ...facts } = await this.#cache.get<RawSentryProject | null>({
      key,
      ttlMs: NOT_FOUND_TTL_MS,
      staleForMs: TTL_MS,
      load: () => lookUp(client, organization, project, forbidden),
    });
    return value ? { project: value, facts } : { facts };
  }

  #scope({ client, instance, organization }: ProjectQuestion) {
    return [instance.name, instance.baseUrl, client.credentialId, organization];
  }
}

/** Asks for one project; `forbidden` is why the organization's could not be listed. */
async function lookUp(
  client: SentryClient,
  organization: string,
  idOrSlug: string,
  forbidden?: SentryProblem,
): Promise<RawSentryProject | null> {
  try {
    const { id, slug, name, platform } = await client.getProject(
      organization,
      idOrSlug,
    );
    return { id, slug, name, platform };
  } catch (error) {
    const missing = isProblem(error, 'PROJECT_NOT_FOUND');
    if (forbidden && (missing || isProblem(error, 'SCOPE_MISSING'))) {
      // Neither to be listed nor to be read: the credential is what is wrong.
      throw new SentryProblemError(forbidden);
    }
    if (missing) {
      // That there is none is an answer, and worth remembering.
      return null;
    }
    throw error;
  }
}

function isProblem(
  error: unknown,
  code: SentryProblem['code'],
): error is SentryProblemError {
  return error instanceof SentryProblemError && error.code === code;
}
