import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { cacheKey } from '../cache/keys';
import { isProblem, projectHidden } from './problems';
import { scopeOf, type ProjectScope } from './types';

const KEPT_MS = 5 * 60_000;
/** A plan may be upgraded. */
const PLAN_KEPT_MS = 60 * 60_000;
const MAX_SCOPES = 2_000;
/** A page waits for these questions. Projects beyond them count as hidden. */
const MAX_QUESTIONS = 50;

interface Look {
  scope: ProjectScope;
  /** Whether Sentry has just refused the scope as a whole. */
  isRefused: boolean;
}

interface VisibilityOptions {
  /** Whether small plans of Sentry answer the question for one project at a time. */
  isSplitByPlan?: boolean;
}

/**
 * Knows which projects of an organization Sentry hides from a credential. With one of them
 * among those asked about, Sentry refuses the whole question; then the others are asked about
 * without it. Found out project by project after a refusal, and renewed after five minutes.
 */
export class ProjectVisibility {
  /** Ids of hidden projects, by the key of the scope. The last known stand until they are renewed. */
  readonly #hidden = new LRUCache<string, Set<string>, Look>({
    max: MAX_SCOPES,
    ttl: KEPT_MS,
    ttlResolution: 0,
    allowStale: true,
    noDeleteOnStaleGet: true,
    noDeleteOnFetchRejection: true,
    ignoreFetchAbort: true,
    fetchMethod: (_key, _known, { context }) => findHidden(context),
  });

  /** Organizations whose plan lists the issues of one project at a time. */
  readonly #smallPlans = new LRUCache<string, true>({
    max: MAX_SCOPES,
    ttl: PLAN_KEPT_MS,
  });

  /** The scopes without the projects that are known to be hidden, and a problem for each of these. */
  filter(
    all: ProjectScope[],
    { isSplitByPlan }: VisibilityOptions = {},
  ): { scopes: ProjectScope[]; problems: SentryProblem[] } {
    const problems: SentryProblem[] = [];
    const scopes: ProjectScope[] = [];
    for (const one of all) {
      const scope = this.#filterOne(one, problems);
      scopes.push(...(isSplitByPlan ? this.#splitByPlan(scope) : [scope]));
    }
    return { scopes, problems };
  }

  #splitByPlan(scope: ProjectScope): ProjectScope[] {
    const { id, projects } = scope;
    return projects.length > 1 && this.#smallPlans.has(planOf(scope))
      ? projects.map(project =>
          scopeOf({ ...scope, id: `${id}:${project.id}`, projects: [project] }),
        )
      : [scope];
  }

  #filterOne(scope: ProjectScope, problems: SentryProblem[]): ProjectScope {
    const hidden = this.#hiddenOf(scope);
    if (!hidden) {
      return scope;
    }
    problems.push(
      ...scope.projects
        .filter(({ id }) => hidden.has(id))
        .map(project => projectHidden(scope, project)),
    );
    const projects = scope.projects.filter(({ id }) => !hidden.has(id));
    // What is left may have been refused since.
    return this.#filterOne(scopeOf({ ...scope, projects }), problems);
  }

  /**
   * Finds out, after Sentry refused a question about the scope, which projects it hides.
   *
   * @returns whether `filter` now makes less of the scope
   */
  async onRefusal(
    scope: ProjectScope,
    failure: SentryProblemError,
    { isSplitByPlan }: VisibilityOptions = {},
  ): Promise<boolean> {
    if (scope.projects.length < 2) {
      return false;
    }
    if (isSplitByPlan && failure.reason === 'multi-project') {
      this.#smallPlans.set(planOf(scope), true);
      return true;
    }
    if (!isRefusal(failure)) {
      return false;
    }
    try {
      const context = { scope, isRefused: true };
      await this.#hidden.forceFetch(scope.key, { context, allowStale: false });
    } catch (error) {
      if (error instanceof SentryProblemError) {
        return false;
      }
      throw error;
    }
    return this.#hiddenOf(scope) !== undefined;
  }

  /** What to leave out; `undefined` where that is nothing, or would leave nothing. */
  #hiddenOf(scope: ProjectScope): Set<string> | undefined {
    const hidden = this.#hidden.get(scope.key);
    if (!hidden?.size || hidden.size === scope.projects.length) {
      return undefined;
    }
    if (this.#hidden.getRemainingTTL(scope.key) <= 0) {
      const context = { scope, isRefused: false };
      // Renewed in the background; a failure leaves things as they are.
      this.#hidden.fetch(scope.key, { context }).catch(() => {});
    }
    return hidden;
  }
}

function planOf({ instance, client, organization }: ProjectScope): string {
  return cacheKey('plan', [instance.name, client.credentialId, organization]);
}

async function findHidden({ scope, isRefused }: Look): Promise<Set<string>> {
  const { projects } = scope;
  if (!isRefused && (await isShown(scope, projects))) {
    return new Set();
  }
  const shown = await Promise.all(
    projects.slice(0, MAX_QUESTIONS).map(project => isShown(scope, [project])),
  );
  return new Set(
    projects.filter((_, index) => !shown[index]).map(({ id }) => id),
  );
}

/** The smallest question about issues that Sentry refuses where it hides a project. */
async function isShown(
  { client, organization }: ProjectScope,
  projects: ProjectScope['projects'],
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

/** Whether this is how Sentry answers a question about a project that it hides. */
function isRefusal(error: unknown): error is SentryProblemError {
  return (
    isProblem(error, 'SCOPE_MISSING') || isProblem(error, 'PROJECT_NOT_FOUND')
  );
}
