import type { SentryProblem } from 'backstage-plugin-sentry-common';
import type {
  RawSentryProject,
  SentryClient,
  SentryInstanceConfig,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey, type CacheFacts, type SourceCache } from '../../cache';
import { isProblem, lookUpProject } from './lookUpProject';
import {
  listFirstProjects,
  listOtherProjects,
  type Listing,
} from './listProjects';

const TIMES = { ttlMs: 10 * 60_000, staleForMs: 24 * 60 * 60_000 };
// How long it is believed that there is no such project, or no listing.
const NOT_FOUND_TTL_MS = 60_000;
const MAX_DIRECTORIES = 200;
/** So many projects beyond the first hundred are asked for one by one; more are worth the whole list. */
const MAX_LOOKUPS = 5;

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
  /** Where the rest of the list begins. */
  nextCursor?: string;
  /** Why there is no listing. Single projects may be readable all the same. */
  forbidden?: SentryProblem;
  facts: CacheFacts;
  /** Tells a clock that was set back. */
  readAt: number;
  /** Projects that were not among the first hundred. */
  missed: Set<string>;
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
    const directory = await this.#directory(question);
    const { projects, facts, missed, nextCursor, forbidden } = directory;
    const project = projects.get(question.project);
    if (project) {
      return { project, facts };
    }
    missed.add(question.project);
    if (nextCursor !== undefined && missed.size > MAX_LOOKUPS) {
      const other = await this.#others(question, nextCursor);
      if (other) {
        return other;
      }
    }
    return this.#lookUp(question, forbidden);
  }

  async #directory(question: ProjectQuestion): Promise<Directory> {
    const key = cacheKey('projects', this.#scope(question));
    const known = this.#directories.get(key);
    const now = Date.now();
    if (known && known.readAt <= now && now < known.facts.freshUntil) {
      return known;
    }
    const directory = await this.#readDirectory(question, key);
    // Those who came at once share what they found.
    const meanwhile = this.#directories.get(key);
    if (meanwhile && meanwhile.facts.fetchedAt === directory.facts.fetchedAt) {
      directory.missed = meanwhile.missed;
    }
    this.#directories.set(key, directory);
    return directory;
  }

  async #readDirectory(
    { client, organization }: ProjectQuestion,
    key: string,
  ): Promise<Directory> {
    try {
      const { value, ...facts } = await this.#cache.get<Listing>({
        key,
        ...TIMES,
        isOwn: !client.isShared,
        load: () => listFirstProjects(client, organization),
      });
      const { projects, nextCursor } = value;
      return {
        ...emptyDirectory(facts),
        projects: indexed(projects),
        nextCursor,
      };
    } catch (error) {
      // Without `org:read` nothing is listed.
      if (!isProblem(error, 'SCOPE_MISSING')) {
        throw error;
      }
      const now = Date.now();
      const facts = {
        fetchedAt: now,
        freshUntil: now + NOT_FOUND_TTL_MS,
        stale: false,
        result: 'miss' as const,
      };
      return { ...emptyDirectory(facts), forbidden: error.toProblem() };
    }
  }

  async #others(
    question: ProjectQuestion,
    nextCursor: string,
  ): Promise<FoundProject | undefined> {
    const { client, organization } = question;
    const { value, ...facts } = await this.#cache.get<RawSentryProject[]>({
      key: cacheKey('projects.others', this.#scope(question)),
      ...TIMES,
      isOwn: !client.isShared,
      load: () => listOtherProjects(client, organization, nextCursor),
    });
    const project = indexed(value).get(question.project);
    return project && { project, facts };
  }

  async #lookUp(
    question: ProjectQuestion,
    forbidden?: SentryProblem,
  ): Promise<FoundProject> {
    const key = cacheKey('project', [
      ...this.#scope(question),
      question.project,
    ]);
    const { value, ...facts } = await this.#cache.get<RawSentryProject | null>({
      key,
      ...TIMES,
      isOwn: !question.client.isShared,
      nullTtlMs: NOT_FOUND_TTL_MS,
      load: () => lookUpProject(question, forbidden),
    });
    return value ? { project: value, facts } : { facts };
  }

  #scope({ client, instance, organization }: ProjectQuestion) {
    return [instance.name, instance.baseUrl, client.credentialId, organization];
  }
}

function emptyDirectory(facts: CacheFacts): Directory {
  return {
    projects: new Map(),
    facts,
    readAt: Date.now(),
    missed: new Set(),
  };
}

function indexed(projects: RawSentryProject[]): Directory['projects'] {
  return new Map([
    // Ids last: digits mean an id, even where an old server has such a slug.
    ...projects.map(project => [project.slug, project] as const),
    ...projects.map(project => [project.id, project] as const),
  ]);
}
