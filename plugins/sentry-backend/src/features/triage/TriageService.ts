import { NotAllowedError } from '@backstage/errors';
import type {
  SentryActor,
  SentryIssueChangeProblem,
  SentryIssueChangeResponse,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
  type SentryIssueState,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import type { ProjectChanges } from '../../answers/changes';
import { mostHelpful } from '../../scopes/problems';
import type { ScopeResolver } from '../../scopes/ScopeResolver';
import { ownersOf, type ResolvedProjects } from '../../scopes/types';
import type { ProjectVisibility } from '../../scopes/visibility';
import { issueNotFound } from '../detail/problems';
import type { Actors } from './actors';
import { applyGroup, groupChanges, notChanged, outcomeOf } from './applyChange';
import { isOfProject } from './issueChange';
import { locateIssues } from './readIssues';
import type { ChangeRequest, LocatedIssue, TriageAct } from './types';

interface TriageServiceOptions {
  sentry: SentryService;
  resolver: ScopeResolver;
  visibility: ProjectVisibility;
  changes: ProjectChanges;
  actors: Actors;
}

/**
 * Changes issues of an entity's projects and no others, in one call for each organization
 * where Sentry takes that. Returns them as Sentry does afterwards.
 */
export class TriageService {
  readonly #options: TriageServiceOptions;

  constructor(options: TriageServiceOptions) {
    this.#options = options;
  }

  /** @throws SentryProblemError `NOT_CONFIGURED` where config does not allow changes */
  checkEnabled(): void {
    if (!this.#options.sentry.config.triage.enabled) {
      throw new SentryProblemError(triageDisabled());
    }
  }

  /**
   * @param updatable - refs of the entities whose issues the caller may change
   * @param onRead - called with the issues as they are, before any is changed
   * @param onAct - called after each call to Sentry
   * @throws SentryProblemError where none of the issues was changed, or of none it is known
   *   (`outcome` is `unknown`)
   * @throws NotAllowedError where one of them belongs to an entity whose issues the caller
   *   may not change; then none is changed
   */
  async change(options: {
    authorized: AuthorizedEntity;
    updatable: Set<string>;
    request: ChangeRequest;
    onRead?: (issues: SentryIssueState[]) => void;
    onAct: (act: TriageAct) => void;
  }): Promise<SentryIssueChangeResponse> {
    const { resolver, visibility, changes, actors } = this.#options;
    const { authorized, request, updatable, onAct } = options;
    const { change, ids } = request;
    const entityRef = authorized.entity.ref;
    const projects = await resolver.resolve(authorized, request.project);
    const { scopes } = projects;
    const located = await locateIssues({ scopes, visibility, ids });
    const { issues } = located;
    refuseForbidden(projects, issues, updatable);
    options.onRead?.(issues.map(({ before }) => before));
    const applying = groupChanges(issues, isOfProject(change)).map(group =>
      applyGroup(
        { entityRef, group, change, changes, onAct },
        actors,
        authorized.caller,
      ),
    );
    // Where one fails the others still finish, and are recorded.
    await Promise.allSettled(applying);
    const applied = (await Promise.all(applying)).flat();
    const missing =
      mostHelpful(located.problems) ?? issueNotFound(entityRef).toProblem();
    const problems: SentryIssueChangeProblem[] = [
      ...ids
        .filter(id => issues.every(({ named }) => named !== id))
        .map(issue => ({ ...missing, issue })),
      ...applied.flatMap(one => one.problems),
    ];
    const items = applied.flatMap(one => one.items);
    if (!items.length) {
      throwCommonProblem(problems);
    }
    const place = (id: string) => issues.findIndex(issue => issue.id === id);
    return {
      items: items.sort((a, b) => place(a.id) - place(b.id)),
      problems,
    };
  }

  /**
   * Writes something about one issue that changes no field of it, such as a comment.
   *
   * @param issue - a number, or a short id in upper case
   * @param send - one call to Sentry, which is not repeated
   * @param onAct - called after it
   * @throws SentryProblemError where it failed; `outcome` is `unknown` where it may have arrived
   * @throws NotAllowedError where the caller may not change issues of its entity
   */
  async write<T>(options: {
    authorized: AuthorizedEntity;
    updatable: Set<string>;
    issue: string;
    project?: string[];
    send: (
      client: SentryClient,
      organization: string,
      id: string,
    ) => Promise<T>;
    onAct: (act: TriageAct) => void;
  }): Promise<{ value: T; actedAs: SentryActor }> {
    const { resolver, visibility, changes, actors } = this.#options;
    const { authorized, issue, updatable, onAct } = options;
    const projects = await resolver.resolve(authorized, options.project);
    const { scopes } = projects;
    const located = await locateIssues({ scopes, visibility, ids: [issue] });
    const [found] = located.issues;
    if (!found) {
      const problem = mostHelpful(located.problems);
      throw problem
        ? new SentryProblemError(problem)
        : issueNotFound(authorized.entity.ref);
    }
    refuseForbidden(projects, located.issues, updatable);
    const { scope, project, id } = found;
    const { instance, organization } = scope;
    const act = {
      instance: instance.name,
      organization,
      projects: [project.slug],
      issues: [id],
    };
    try {
      const actor = await actors.actorAt(scope, authorized.caller);
      const value = await options.send(actor.client, organization, id);
      onAct({ ...act, actedAs: actor.actsAs, outcome: 'succeeded' });
      return { value, actedAs: actor.actsAs };
    } catch (error) {
      onAct({ ...act, outcome: outcomeOf(error) });
      throw error instanceof SentryProblemError
        ? new SentryProblemError(notChanged(error))
        : error;
    } finally {
      // It may have arrived even where it failed.
      await changes.record({
        baseUrl: instance.baseUrl,
        projects: [project.id],
      });
    }
  }
}

/** Config does not allow changes. */
export function triageDisabled(): SentryProblem {
  return {
    code: 'NOT_CONFIGURED',
    message:
      'Changing Sentry issues from Backstage is turned off: `sentry.triage.enabled` in app-config.yaml is not true.',
    action:
      'Change the issue in Sentry. Your platform team can set sentry.triage.enabled to true in app-config.yaml; the token then needs the scope `event:write`.',
    isChange: true,
  };
}

/** Throws where no issue was changed, or of none it is known. Where that differs, each has its problem. */
function throwCommonProblem(problems: SentryIssueChangeProblem[]): void {
  const [outcome, ...others] = new Set(problems.map(one => one.outcome));
  const failure = mostHelpful(problems);
  if (failure && !others.length && outcome !== 'changed') {
    const { issue: _, ...problem } = failure;
    throw new SentryProblemError(problem);
  }
}

/** Checked before anything is changed, so that nothing is done by half. */
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
