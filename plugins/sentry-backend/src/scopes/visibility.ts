import type {
  SentryProblem,
  SentryProject,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { ageOf, SingleFlight } from '../cache/SingleFlight';
import { scopeOf, ProjectScope } from './types';
import { projectHidden } from './problems';
import { isProblem } from './ProjectDirectory';

const KEPT_MS = 5 * 60_000;
/** So long it stands while it is looked at again, or Sentry can't be asked. */
const STANDS_MS = 24 * 60 * 60_000;
const MAX_SOURCES = 2_000;

interface Seen {
  /** Ids of the projects that Sentry refuses; of all where it is none that can be left out. */
  hidden: Set<string>;
  /** In milliseconds since 1970. */
  since: number;
}

/** Sources as far as Sentry shows them, and what it does not show. */
interface Sighted {
  scopes: ProjectScope[];
  problems: SentryProblem[];
}

/**
 * Knows which projects of an organization Sentry hides from a credential. One of them
 * among those asked about makes Sentry refuse the whole question; what it does show is
 * asked for alone then. Found out when Sentry refuses, and looked at again after five minutes.
 */
export class ProjectVisibility {
  readonly #seen = new LRUCache<string, Seen>({ max: MAX_SOURCES });
  readonly #flights = new SingleFlight();

  static create(): ProjectVisibility {
    return new ProjectVisibility();
  }

  private constructor() {}

  /** The scopes without what is known to be hidden. Asks nobody. */
  filter(scopes: ProjectScope[]): Sighted {
    const problems: SentryProblem[] = [];
    const narrowed = scopes.map(scope => this.#narrowOne(scope, problems));
    return { scopes: narrowed, problems };
  }

  #narrowOne(scope: ProjectScope, problems: SentryProblem[]): ProjectScope {
    const hidden = this.#hiddenOf(scope);
    if (!hidden) {
      return scope;
    }
    const [out, rest] = partition(scope.projects, ({ id }) => hidden.has(id));
    problems.push(...out.map(project => projectHidden(scope, project)));
    // What is left may have been refused since.
    return this.#narrowOne(scopeOf({ ...scope, projects: rest }), problems);
  }

  /**
   * Looks, after Sentry refused a question about the scope, whether it would answer about
   * a part of it.
   *
   * @returns whether `filter` now makes less of the scope
   */
  async onRefusal(
    scope: ProjectScope,
    failure: SentryProblemError,
  ): Promise<boolean> {
    if (scope.projects.length < 2 || !isRefusal(failure)) {
      return false;
    }
    const known = this.#seen.get(scope.key);
    if (!known || !isCurrent(known)) {
      try {
        await this.#look(scope, true);
      } catch (error) {
        if (error instanceof SentryProblemError) {
          return false;
        }
        throw error;
      }
    }
    return this.#hiddenOf(scope) !== undefined;
  }

  /** What to leave out; `undefined` where that is nothing, or would leave nothing. */
  #hiddenOf(scope: ProjectScope): Set<string> | undefined {
    const seen = this.#seen.get(scope.key);
    const size = seen?.hidden.size ?? 0;
    if (!seen || size === 0 || size === scope.projects.length) {
      return undefined;
    }
    if (!isCurrent(seen)) {
      if (ageOf(seen.since) >= STANDS_MS) {
        return undefined;
      }
      // What fails here leaves things as they are.
      this.#look(scope, false).catch(() => {});
    }
    return seen.hidden;
  }

  #look(scope: ProjectScope, refused: boolean): Promise<void> {
    return this.#flights.run(scope.key, async () => {
      const hidden = await findHidden(scope, refused);
      this.#seen.set(scope.key, {
        hidden: new Set(hidden.map(({ id }) => id)),
        since: Date.now(),
      });
    });
  }
}

function isCurrent({ since }: Seen): boolean {
  return ageOf(since) < KEPT_MS;
}

function partition<T>(items: T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter(item => !test(item))];
}

/** So many questions find two hidden projects among a hundred, or all among sixteen. */
const MAX_QUESTIONS = 30;
/** So few are as soon asked about one by one. */
const FEW = 4;

/**
 * Finds the projects of a scope that Sentry refuses to show the issues of: first by what
 * its list of projects says, then by asking about ever smaller parts. Those that it still
 * refuses together, when enough has been asked, count as hidden.
 *
 * @param refused - whether it is known that the whole is refused
 * @returns none where Sentry shows all; all where it shows none
 * @throws SentryProblemError where Sentry can't tell
 */
async function findHidden(
  scope: ProjectScope,
  refused: boolean,
): Promise<SentryProject[]> {
  const { projects } = scope;
  if (!refused && (await isShown(scope, projects))) {
    return [];
  }
  const listed = projects.length > FEW ? await findListedHidden(scope) : [];
  const rest = projects.filter(project => !listed.includes(project));
  return listed.length && rest.length && (await isShown(scope, rest))
    ? listed
    : searchHidden(scope);
}

/**
 * What the list of projects says. No more than a hint: of an integration that is a member
 * of no team it may say that there is no access where there is.
 */
async function findListedHidden({
  client,
  organization,
  projects,
}: ProjectScope): Promise<SentryProject[]> {
  try {
    const { items } = await client.listProjects(organization, {});
    const hidden = items.filter(({ hasAccess }) => hasAccess === false);
    return projects.filter(({ id }) => hidden.some(other => other.id === id));
  } catch (error) {
    if (isRefusal(error)) {
      return [];
    }
    throw error;
  }
}

async function searchHidden(scope: ProjectScope): Promise<SentryProject[]> {
  let asked = 0;
  let together = [scope.projects];
  const hidden: SentryProject[] = [];
  while (together.length) {
    const parts = together.flatMap(halves);
    asked += parts.length;
    if (asked > MAX_QUESTIONS) {
      return [...hidden, ...together.flat()];
    }
    const shown = await Promise.all(parts.map(part => isShown(scope, part)));
    const refusedParts = parts.filter((_, index) => !shown[index]);
    hidden.push(...refusedParts.filter(isOne).flat());
    together = refusedParts.filter(part => !isOne(part));
  }
  return hidden;
}

/** The smallest question about issues that Sentry refuses where it hides a project. */
async function isShown(
  { client, organization }: ProjectScope,
  projects: SentryProject[],
): Promise<boolean> {
  try {
    await client.listIssues(organization, {
      project: projects.map(({ id }) => id),
      query: 'is:unresolved',
      statsPeriod: '1h',
      limit: 1,
      groupStatsPeriod: '',
      collapse: ['stats', 'unhandled'],
    });
    return true;
  } catch (error) {
    if (isRefusal(error)) {
      return false;
    }
    throw error;
  }
}

/** Whether that is how Sentry answers a question about a project that it hides. */
function isRefusal(error: unknown): error is SentryProblemError {
  return (
    isProblem(error, 'SCOPE_MISSING') || isProblem(error, 'PROJECT_NOT_FOUND')
  );
}

function isOne(projects: SentryProject[]): boolean {
  return projects.length === 1;
}

function halves(projects: SentryProject[]): SentryProject[][] {
  const middle = Math.ceil(projects.length / 2);
  return [projects.slice(0, middle), projects.slice(middle)];
}
