import { NotAllowedError } from '@backstage/errors';
import type {
  SentryIssueChangeProblem,
  SentryIssueChangeResponse,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import type { ProjectChanges } from '../../answers/changes';
import { mostHelpful } from '../../scopes/problems';
import { ownersOf, ResolvedProjects } from '../../scopes/types';
import { type ScopeResolver } from '../../scopes/ScopeResolver';
import type { ProjectVisibility } from '../../scopes/visibility';
import type { Actors } from './actors';
import { applyGroup, groupChanges, isOfProject } from './applyChange';
import {
  issueNotFound,
  triageDisabled,
  type ChangeRequest,
  type LocatedIssue,
  type TriageAct,
} from './types';
import { locateIssues } from './readIssues';

/** @internal */
export interface TriageServiceOptions {
  sentry: SentryService;
  resolver: ScopeResolver;
  visibility: ProjectVisibility;
  changes: ProjectChanges;
  actors: Actors;
}

/** @internal */
export interface TriageOptions {
  authorized: AuthorizedEntity;
  /** Refs of the entities whose issues the caller may change. */
  updatable: Set<string>;
  request: ChangeRequest;
  /** Hears of each call. */
  onAct: (act: TriageAct) => void;
}

/**
 * Changes issues of an entity: those of its projects and no others, in one call for each
 * organization where Sentry takes that. What is answered is what Sentry then says of them.
 */
export class TriageService {
  readonly #sentry: SentryService;
  readonly #resolver: ScopeResolver;
  readonly #visibility: ProjectVisibility;
  readonly #changes: ProjectChanges;
  readonly #actors: Actors;

  static create(options: TriageServiceOptions): TriageService {
    return new TriageService(options);
  }

  private constructor(options: TriageServiceOptions) {
    this.#sentry = options.sentry;
    this.#resolver = options.resolver;
    this.#visibility = options.visibility;
    this.#changes = options.changes;
    this.#actors = options.actors;
  }

  /** @throws SentryProblemError `NOT_CONFIGURED` where config does not let issues be changed */
  checkEnabled(): void {
    if (!this.#sentry.config.triage.enabled) {
      throw new SentryProblemError(triageDisabled());
    }
  }

  /**
   * @throws SentryProblemError where none of the issues was changed; with `outcome`
   *   `unknown` where of none it is known
   * @throws NotAllowedError where one of them is of an entity whose issues the caller may not
   *   change; then none is
   */
  async change(options: TriageOptions): Promise<SentryIssueChangeResponse> {
    const { authorized, request } = options;
    const { ref } = authorized.entity;
    const projects = await this.#resolver.resolve(authorized, request.project);
    const located = await locateIssues({
      scopes: projects.scopes,
      visibility: this.#visibility,
      ids: request.ids,
    });
    const { issues } = located;
    refuseForbidden(projects, issues, options.updatable);
    const { change } = request;
    const groups = groupChanges(issues, isOfProject(change));
    const applied = await allOf(
      groups.map(group =>
        applyGroup({
          ...options,
          group,
          change,
          actors: this.#actors,
          changes: this.#changes,
        }),
      ),
    );
    const missing = mostHelpful(located.problems) ?? issueNotFound(ref);
    const problems: SentryIssueChangeProblem[] = [
      ...request.ids
        .filter(id => issues.every(({ named }) => named !== id))
        .map(issue => ({ ...missing, issue })),
      ...applied.flat().flatMap(one => one.problems),
    ];
    const items = applied.flat().flatMap(one => one.items);
    if (!items.length) {
      throwWhereAlike(problems);
    }
    const place = (id: string) => issues.findIndex(issue => issue.id === id);
    return {
      items: items.sort((a, b) => place(a.id) - place(b.id)),
      problems,
    };
  }
}

/** Waits for all, also where one fails: what they did is told before the end. */
async function allOf<T>(all: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(all);
  return Promise.all(all);
}

/** None was changed, or of none is it known: an error. Where it differs the caller is told of each. */
function throwWhereAlike(problems: SentryIssueChangeProblem[]): void {
  const [outcome, ...others] = new Set(problems.map(one => one.outcome));
  const failure = mostHelpful(problems);
  if (failure && !others.length && outcome !== 'changed') {
    const { issue: _, ...problem } = failure;
    throw new SentryProblemError(problem);
  }
}

/** Before anything is changed: what somebody may not do is not done by half. */
function refuseForbidden(
  projects: ResolvedProjects,
  issues: LocatedIssue[],
  updatable: Set<string>,
): void {
  for (const { project, named } of issues) {
    const owners = ownersOf(projects, project);
    if (!owners.some(owner => updatable.has(owner))) {
      throw new NotAllowedError(
        `You may not change issue \`${named}\`: it is one of ${owners.join(', ')}`,
      );
    }
  }
}
