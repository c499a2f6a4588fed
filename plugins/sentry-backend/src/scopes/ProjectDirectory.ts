import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
  type SentryInstanceConfig,
  type SentryProjectFacts,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey } from '../cache/keys';
import type { SourceCache } from '../cache/SourceCache';
import type { CacheFacts } from '../cache/types';
import { isProblem } from './problems';

const TIMES = { ttlMs: 10 * 60_000, staleForMs: 24 * 60 * 60_000 };
/** How long a project, or a list, counts as not to be found. */
const NOT_FOUND_TTL_MS = 60_000;
/**
 * The same for a project that is in no complete list: a new one would be in the next list, so
 * it can only be the former name of another.
 */
const NOT_RENAMED_TTL_MS = 60 * 60_000;
/** How many such names are looked up in a minute: many are typos rather than former names. */
const RENAMES_PER_MINUTE = 5;
const MAX_RENAMES = 1_000;
/** 100 projects each; those beyond are looked up one by one. */
const MAX_PAGES = 10;
/** For more projects than these beyond the first page, the rest of the list is read. */
const MAX_LOOKUPS = 5;
const MAX_DIRECTORIES = 200;

type ListedProject = Pick<
  SentryProjectFacts,
  'id' | 'slug' | 'name' | 'platform'
>;

type FoundProject = ListedProject & {
  /** Whether the credential may read its issues, and not the project itself. */
  isOfIssues?: true;
};

/** The first page of an organization's projects. */
interface Listing {
  projects: ListedProject[];
  /** Where the rest begins; absent where this is all. */
  nextCursor?: string;
}

interface Directory {
  /** By slug and by id. */
  projects: Map<string, ListedProject>;
  nextCursor?: string;
  /** Why there is no list. Single projects may be readable all the same. */
  forbidden?: SentryProblem;
  facts: CacheFacts;
}

interface ProjectQuestion {
  client: SentryClient;
  instance: SentryInstanceConfig;
  organization: string;
  /** Slug or id. */
  project: string;
}

/**
 * Finds the projects of an organization by slug and by id: Sentry's lists are filtered
 * by id, because servers older than June 2026 refuse slugs.
 */
export class ProjectDirectory {
  readonly #cache: SourceCache;
  readonly #directories = new LRUCache<string, Directory>({
    max: MAX_DIRECTORIES,
    ttlResolution: 0,
  });

  /** Names that were not on the first page, by directory. */
  readonly #missed = new LRUCache<string, Set<string>>({
    max: MAX_DIRECTORIES,
    ttl: TIMES.ttlMs,
  });

  /** Names in no complete list that are looked up all the same, since a time in milliseconds. */
  readonly #renames = new LRUCache<
    string,
    { names: Set<string>; since: number }
  >({ max: MAX_DIRECTORIES });

  constructor(options: { cache: SourceCache }) {
    this.#cache = options.cache;
  }

  /**
   * @returns without `project` where there is none that the credential can see
   * @throws SentryProblemError where Sentry can't be asked
   */
  async find(
    question: ProjectQuestion,
  ): Promise<{ project?: FoundProject; facts: CacheFacts }> {
    const key = cacheKey('projects', placeOf(question));
    const directory = await this.#directory(question, key);
    const { projects, facts, nextCursor, forbidden } = directory;
    const project = projects.get(question.project);
    if (project) {
      return { project, facts };
    }
    const missed = this.#missed.get(key) ?? new Set();
    this.#missed.set(key, missed.add(question.project));
    if (nextCursor !== undefined && missed.size > MAX_LOOKUPS) {
      const others = await this.#others(question, nextCursor);
      const other = indexed(others.value).get(question.project);
      if (other) {
        return { project: other, facts: others };
      }
    }
    const isWhole = nextCursor === undefined && !forbidden;
    return isWhole && !this.#mayBeRenamed(question, key)
      ? { facts }
      : this.#lookUp(question, { forbidden, isWhole });
  }

  #mayBeRenamed({ project }: ProjectQuestion, key: string): boolean {
    const now = Date.now();
    const renames = this.#renames.get(key) ?? { names: new Set(), since: now };
    this.#renames.set(key, renames);
    const { names, since } = renames;
    const minutes = Math.floor(Math.max(0, now - since) / 60_000);
    const most = Math.min(MAX_RENAMES, RENAMES_PER_MINUTE * (1 + minutes));
    if (names.size < most) {
      names.add(project);
    }
    return names.has(project);
  }

  async #directory(question: ProjectQuestion, key: string): Promise<Directory> {
    const known = this.#directories.get(key);
    if (known) {
      return known;
    }
    const directory = await this.#readDirectory(question, key);
    const ttl = directory.facts.freshUntil - Date.now();
    if (ttl > 0) {
      this.#directories.set(key, directory, { ttl });
    }
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
        load: () => readPage(client, organization),
      });
      const { projects, nextCursor } = value;
      return { projects: indexed(projects), nextCursor, facts };
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
          freshUntil: now + NOT_FOUND_TTL_MS,
          stale: false,
          result: 'miss',
        },
      };
    }
  }

  /** What comes after the first page. */
  #others(question: ProjectQuestion, start: string) {
    const { client, organization } = question;
    return this.#cache.get<ListedProject[]>({
      key: cacheKey('projects.others', placeOf(question)),
      ...TIMES,
      isOwn: !client.isShared,
      load: async () => {
        const projects: ListedProject[] = [];
        let cursor: string | undefined = start;
        for (let page = 1; page < MAX_PAGES && cursor; page += 1) {
          const next = await readPage(client, organization, cursor);
          projects.push(...next.projects);
          // A page that is its own next one has no end.
          cursor = next.nextCursor === cursor ? undefined : next.nextCursor;
        }
        return projects;
      },
    });
  }

  async #lookUp(
    question: ProjectQuestion,
    options: { forbidden?: SentryProblem; isWhole: boolean },
  ): Promise<{ project?: FoundProject; facts: CacheFacts }> {
    const { value, ...facts } = await this.#cache.get<FoundProject | null>({
      key: cacheKey('project', [...placeOf(question), question.project]),
      ...TIMES,
      isOwn: !question.client.isShared,
      nullTtlMs: options.isWhole ? NOT_RENAMED_TTL_MS : NOT_FOUND_TTL_MS,
      load: () => lookUpProject(question, options.forbidden),
    });
    return value ? { project: value, facts } : { facts };
  }
}

function placeOf({ client, instance, organization }: ProjectQuestion) {
  return [instance.name, instance.baseUrl, client.credentialId, organization];
}

function indexed(projects: ListedProject[]): Directory['projects'] {
  const index: Directory['projects'] = new Map();
  for (const project of projects) {
    index.set(project.slug, project);
  }
  // Ids last: digits mean an id, even where an old server has such a slug.
  for (const project of projects) {
    index.set(project.id, project);
  }
  return index;
}

function listed({ id, slug, name, platform }: ListedProject): ListedProject {
  return { id, slug, name, platform };
}

async function readPage(
  client: SentryClient,
  organization: string,
  cursor?: string,
): Promise<Listing> {
  const { items, nextCursor } = await client.listProjects(organization, {
    cursor,
  });
  return {
    projects: items.map(listed),
    ...(nextCursor !== undefined && { nextCursor }),
  };
}

/**
 * Asks for one project: one that was renamed, is beyond the end of the list, or in no list
 * that the credential may read. With `event:read` alone, it is found by its issues.
 *
 * @param forbidden - why the organization's projects could not be listed, where that is so
 * @returns `null` where there is none that the credential can see
 */
async function lookUpProject(
  { client, organization, project }: ProjectQuestion,
  forbidden?: SentryProblem,
): Promise<FoundProject | null> {
  try {
    return listed(await client.getProject(organization, project));
  } catch (error) {
    const isMissing = isProblem(error, 'PROJECT_NOT_FOUND');
    if (!isMissing && !(forbidden && isProblem(error, 'SCOPE_MISSING'))) {
      throw error;
    }
    if (!forbidden) {
      return null;
    }
  }
  try {
    const found = await client.getProjectOfIssues(organization, project);
    if (found) {
      return { ...listed(found), isOfIssues: true };
    }
  } catch (error) {
    if (error instanceof SentryProblemError && error.reason === 'not-found') {
      return null;
    }
    if (
      !isProblem(error, 'PROJECT_NOT_FOUND') &&
      !isProblem(error, 'SCOPE_MISSING')
    ) {
      throw error;
    }
  }
  // Neither listed nor readable, and no issue names it: the credential is the problem.
  throw new SentryProblemError(forbidden);
}
