import { toError } from '@backstage/errors';
import type { SentryIssueChange } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import type { ProjectChanges } from '../../answers/changes';
import type { Actors } from './Actors';
import { applyChange, failed, type AppliedChange } from './applyChange';
import { groupChanges } from './groupChanges';
import type { Actor, ChangeGroup, TriageAct } from './types';

/** @internal */
export interface ApplyGroupOptions {
  authorized: AuthorizedEntity;
  group: ChangeGroup;
  change: SentryIssueChange;
  actors: Actors;
  changes: ProjectChanges;
  /** Hears of each call, also of one that failed. */
  onAct: (act: TriageAct) => void;
}

/**
 * Changes the issues of a group; where Sentry refuses that for what may be one project's
 * fault, those of each project by themselves, one project after the other. What is refused
 * changes nothing.
 */
export async function applyGroup(
  options: ApplyGroupOptions,
): Promise<AppliedChange[]> {
  const { authorized, group, actors, onAct } = options;
  let actor: Actor;
  try {
    actor = await actors.actorAt(group.source, authorized.caller);
  } catch (error) {
    onAct({ ...actOf(group), outcome: outcomeOf(error) });
    if (error instanceof SentryProblemError) {
      return [failed(group.issues, error.toProblem())];
    }
    throw error;
  }
  const together = await applyAs(actor, group, options);
  const parts = groupChanges(group.issues, true);
  if (!together.isForOneProject || parts.length < 2) {
    return [together];
  }
  const each: AppliedChange[] = [];
  for (const part of parts) {
    each.push(await applyAs(actor, part, options));
  }
  return each;
}

async function applyAs(
  actor: Actor,
  group: ChangeGroup,
  { authorized, change, changes, onAct }: ApplyGroupOptions,
): Promise<AppliedChange> {
  const act = { ...actOf(group), actedAs: actor.actsAs };
  try {
    const applied = await applyChange({
      entityRef: authorized.entity.ref,
      group,
      actor,
      change,
      onChanged: () =>
        changes.record({
          baseUrl: group.instance.baseUrl,
          organization: group.organization,
          projects: projectsOf(group).map(({ id }) => id),
        }),
    });
    onAct({ ...act, outcome: applied.outcome });
    return applied;
  } catch (error) {
    onAct({ ...act, outcome: outcomeOf(error) });
    throw error;
  }
}

function actOf(group: ChangeGroup): Omit<TriageAct, 'outcome'> {
  return {
    instance: group.instance.name,
    organization: group.organization,
    projects: projectsOf(group).map(({ slug }) => slug),
    issues: group.issues.map(({ id }) => id),
  };
}

function projectsOf({ issues }: ChangeGroup) {
  const projects = issues.map(({ project }) => [project.id, project] as const);
  return [...new Map(projects).values()];
}

function outcomeOf(thrown: unknown): string {
  return thrown instanceof SentryProblemError
    ? thrown.code
    : toError(thrown).name;
}
