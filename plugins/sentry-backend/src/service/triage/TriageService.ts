import { NotAllowedError } from '@backstage/errors';
import type {
  SentryActor,
  SentryIssueChangeProblem,
  SentryIssueChangeResponse,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { Admission } from '../../access';
import type { ChangeLog } from '../../cache';
import { mostHelpful } from '../answers';
import type { ProjectResolver, ResolvedProjects } from '../projects';
import type { ProjectSight } from '../sight';
import type { Actors } from './Actors';
import { applyChange, failed, type AppliedChange } from './applyChange';
import { groupChanges } from './groupChanges';
import { issueNotFound } from './issueNotFound';
import { locateIssues } from './locateIssues';
import { ownersOf } from './owners';
import { triageDisabled } from './problems';
import { toUpdate } from './toUpdate';
import type { Actor, ChangeGroup, ChangeRequest, LocatedIssue } from './types';

/** @internal */
export interface TriageServiceOptions {
  sentry: SentryService;
  resolver: ProjectResolver;
  sight: ProjectSight;
  changes: ChangeLog;
  actors: Actors;
}

/** What one call to Sentry was about and came to, for the audit. */
export interface TriageAct {
  instance: string;
  organization: string;
  /** Slugs. */
  projects: string[];
  /** Numbers. */
  issues: string[];
  /** Absent where that was not decided. */
  actedAs?: SentryActor;
  /** `succeeded`, or the code of the problem. */
  outcome: string;
}

/** @internal */
export interface TriageOptions {
  admission: Admission;
  /** Refs of the entities whose issues the caller may change. */
  updatable: Set<string>;
  request: ChangeRequest;
  /** Hears of each call. */
  onAct: (act: TriageAct) => void;
}

/**
 * Changes issues of an entity: those of its projects and no others, in one call for each
 * organization. What is answered is what Sentry then says of them.
 */
export class TriageService {
  readonly #sentry: SentryService;
  readonly #resolver: ProjectResolver;
  readonly #sight: ProjectSight;
  readonly #changes: ChangeLog;
  readonly #actors: Actors;

  static create(options: TriageServiceOptions): TriageService {
    return new TriageService(options);
  }

  private constructor(options: TriageServiceOptions) {
    this.#sentry = options.sentry;
    this.#resolver = options.resolver;
    this.#sight = options.sight;
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
   * @throws SentryProblemError where none of the issues could be changed
   * @throws NotAllowedError where one of them is of an entity whose issues the caller may not
   *   change; then none is
   */
  async change(options: TriageOptions): Promise<SentryIssueChangeResponse> {
    const { admission, request } = options;
    const { ref } = admission.entity;
    const projects = await this.#resolver.resolve(admission, request.project);
    const located = await locateIssues({
      sources: projects.sources,
      sight: this.#sight,
      ids: request.ids,
    });
    const { issues } = located;
    refuseForbidden(projects, issues, options.updatable);
    const groups = groupChanges(
      issues,
      request.change.resolution !== undefined,
    );
    const applied = await Promise.all(
      groups.map(group => this.#apply(group, options)),
    );
    const missing = mostHelpful(located.problems) ?? issueNotFound(ref);
    const problems: SentryIssueChangeProblem[] = [
      ...request.ids
        .filter(id => issues.every(({ named }) => named !== id))
        .map(issue => ({ ...missing, issue })),
      ...applied.flatMap(one => one.problems),
    ];
    const items = applied.flatMap(one => one.items);
    const failure = mostHelpful(problems);
    if (failure && applied.every(({ outcome }) => outcome !== 'succeeded')) {
      const { issue: _, ...problem } = failure;
      throw new SentryProblemError(problem);
    }
    const place = (id: string) => issues.findIndex(issue => issue.id === id);
    return {
      items: items.sort((a, b) => place(a.id) - place(b.id)),
      problems,
    };
  }

  async #apply(
    group: ChangeGroup,
    { admission, request, onAct }: TriageOptions,
  ): Promise<AppliedChange> {
    const { source, instance, organization, issues } = group;
    const projects = new Map(
      issues.map(({ project }) => [project.id, project]),
    );
    const act = {
      instance: instance.name,
      organization,
      projects: [...projects.values()].map(({ slug }) => slug),
      issues: issues.map(({ id }) => id),
    };
    let actor: Actor;
    try {
      actor = await this.#actors.actorAt(source, admission.caller);
    } catch (error) {
      if (error instanceof SentryProblemError) {
        onAct({ ...act, outcome: error.code });
        return failed(issues, error.toProblem());
      }
      throw error;
    }
    const applied = await applyChange({
      entityRef: admission.entity.ref,
      group,
      actor,
      update: toUpdate(request.change, Date.now()),
      onChanged: () =>
        this.#changes.note({
          baseUrl: instance.baseUrl,
          organization,
          projects: [...projects.keys()],
        }),
    });
    onAct({ ...act, actedAs: actor.actsAs, outcome: applied.outcome });
    return applied;
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
