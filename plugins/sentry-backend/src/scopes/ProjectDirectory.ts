import type { SentryProblem } from 'backstage-plugin-sentry-common';
import {
  type SentryProjectFacts,
  type SentryClient,
  type SentryInstanceConfig,
  SentryProblemError,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey } from '../cache/keys';
import { type CacheFacts } from '../cache/types';
import { type SourceCache } from '../cache/SourceCache';

const TIMES = { ttlMs: 10 * 60_000, staleForMs: 24 * 60 * 60_000 };
// How long it is believed that there is no such project, or no listing.
const NOT_FOUND_TTL_MS = 60_000;
// The same for a project that is in no complete list: a new one would be in the next list, and
// only a former name of another may lead anywhere.
const NOT_RENAMED_TTL_MS = 60 * 60_000;
/** So many former names are looked up in a minute. */
const RENAMES_AT_ONCE = 5;
const MAX_RENAMES = 1_000;
const MAX_DIRECTORIES = 200;
/** So many projects beyond the first hundred are asked for one by one; more are worth the whole list. */
const MAX_LOOKUPS = 5;

/** @internal */
interface ProjectQuestion {
  client: SentryClient;
  instance: SentryInstanceConfig;
  organization: string;
  /** Slug or id. */
  project: string;
}

/** @internal */
interface FoundProject {
  /** Absent where there is none that the credential can see. */
  project?: LookedUpProject;
  facts: CacheFacts;
}

interface Directory {
  projects: Map<string, SentryProjectFacts>;
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

/** Names that are in no complete list, and are looked up for all that. */
interface Renames {
  names: Set<string>;
  /** In milliseconds since 1970. */
  since: number;
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

  readonly #renames = new LRUCache<string, Renames>({
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
    const isWhole = nextCursor === undefined && !forbidden;
    return isWhole && !this.#mayBeRenamed(question)
      ? { facts }
      : this.#lookUp(question, { forbidden, isWhole });
  }

  /**
   * Whether to look up what is in no complete list. Many such names are stale rather than former
   * names: a few are looked up at a time, the others in the minutes after.
   */
  #mayBeRenamed(question: ProjectQuestion): boolean {
    const key = cacheKey('renames', this.#scope(question));
    const now = Date.now();
    const renames = this.#renames.get(key) ?? { names: new Set(), since: now };
    this.#renames.set(key, renames);
    const { names, since } = renames;
    const minutes = Math.floor(Math.max(0, now - since) / 60_000);
    const most = Math.min(MAX_RENAMES, RENAMES_AT_ONCE * (1 + minutes));
    if (names.size < most) {
      names.add(question.project);
    }
    return names.has(question.project);
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
    const { value, ...facts } = await this.#cache.get<SentryProjectFacts[]>({
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
    options: { forbidden?: SentryProblem; isWhole: boolean },
  ): Promise<FoundProject> {
    const key = cacheKey('project', [
      ...this.#scope(question),
      question.project,
    ]);
    const { value, ...facts } = await this.#cache.get<LookedUpProject | null>({
      key,
      ...TIMES,
      isOwn: !question.client.isShared,
      nullTtlMs: options.isWhole ? NOT_RENAMED_TTL_MS : NOT_FOUND_TTL_MS,
      load: () => lookUpProject(question, options.forbidden),
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

function indexed(projects: SentryProjectFacts[]): Directory['projects'] {
  return new Map([
    // Ids last: digits mean an id, even where an old server has such a slug.
    ...projects.map(project => [project.slug, project] as const),
    ...projects.map(project => [project.id, project] as const),
  ]);
}

// 100 projects each; what lies beyond is looked up one by one.
const MAX_PAGES = 10;

/** The projects of an organization, as far as they were listed. */
interface Listing {
  projects: SentryProjectFacts[];
  /** Where the rest begins; absent where this is all. */
  nextCursor?: string;
}

/** The first hundred: all, of most organizations. */
async function listFirstProjects(
  client: SentryClient,
  organization: string,
): Promise<Listing> {
  return readPage(client, organization);
}

/** What comes after the first hundred, as far as that takes no more than nine calls. */
async function listOtherProjects(
  client: SentryClient,
  organization: string,
  start: string,
): Promise<SentryProjectFacts[]> {
  const projects: SentryProjectFacts[] = [];
  let cursor: string | undefined = start;
  for (let page = 1; page < MAX_PAGES && cursor; page += 1) {
    const listing: Listing = await readPage(client, organization, cursor);
    projects.push(...listing.projects);
    // A page that is its own next one has no end.
    cursor = listing.nextCursor === cursor ? undefined : listing.nextCursor;
  }
  return projects;
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
    projects: items.map(({ id, slug, name, platform }) => ({
      id,
      slug,
      name,
      platform,
    })),
    ...(nextCursor !== undefined && { nextCursor }),
  };
}

/** A project that was asked for by itself. */
type LookedUpProject = SentryProjectFacts & {
  /** Whether the credential may read its issues, and not the project itself. */
  isOfIssues?: true;
};

/**
 * Asks for one project: one that was renamed, beyond the end of the list, or in no
 * list that the credential may read. With `event:read` alone, its issues tell of it.
 *
 * @param forbidden - why the organization's projects could not be listed, where that is so
 * @returns `null` where there is none that the credential can see
 */
async function lookUpProject(
  question: ProjectQuestion,
  forbidden?: SentryProblem,
): Promise<LookedUpProject | null> {
  const { client, organization, project } = question;
  try {
    const { id, slug, name, platform } = await client.getProject(
      organization,
      project,
    );
    return { id, slug, name, platform };
  } catch (error) {
    const missing = isProblem(error, 'PROJECT_NOT_FOUND');
    if (forbidden && (missing || isProblem(error, 'SCOPE_MISSING'))) {
      return lookUpByIssues(question, forbidden);
    }
    if (missing) {
      // That there is none is an answer, and worth remembering.
      return null;
    }
    throw error;
  }
}

async function lookUpByIssues(
  { client, organization, project }: ProjectQuestion,
  forbidden: SentryProblem,
): Promise<LookedUpProject | null> {
  try {
    const found = await client.getProjectOfIssues(organization, project);
    if (found) {
      const { id, slug, name, platform } = found;
      return { id, slug, name, platform, isOfIssues: true };
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
  // Neither to be listed nor to be read, nor told by an issue: the credential is what is wrong.
  throw new SentryProblemError(forbidden);
}

/** Whether a failure is the problem of that code. */
export function isProblem(
  error: unknown,
  code: SentryProblem['code'],
): error is SentryProblemError {
  return error instanceof SentryProblemError && error.code === code;
}
