import { toError } from '@backstage/errors';
import type {
  SentryChangedIssue,
  SentryIssueChange,
  SentryIssueChangeProblem,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { ProjectChanges } from '../../answers/changes';
import { distinct } from '../../answers/compose';
import { isOutage } from '../../cache/failures';
import { scopeOf, type ProjectScope } from '../../scopes/types';
import { issueNotFound } from '../detail/problems';
import type { Actors } from './actors';
import { differencesOf, toUpdate } from './issueChange';
import { readIssues } from './readIssues';
import type { Actor, LocatedIssue, TriageAct } from './types';

/** Issues that one call changes. */
interface ChangeGroup {
  /** A scope of the organization: with its client the issues were read. */
  scope: ProjectScope;
  issues: LocatedIssue[];
}

/** How a change of one group ended. */
interface AppliedChange {
  items: SentryChangedIssue[];
  problems: SentryIssueChangeProblem[];
  /** `succeeded`, or the code of the problem. */
  outcome: string;
  /** Whether one of the projects may be why Sentry refused it for all. */
  isForOneProject?: boolean;
}

interface ApplyOptions {
  entityRef: string;
  group: ChangeGroup;
  change: SentryIssueChange;
  changes: ProjectChanges;
  /** Called after each call, also after one that failed. */
  onAct: (act: TriageAct) => void;
}

type ChangeProblem = Omit<SentryIssueChangeProblem, 'issue'>;

/** Groups the issues that one call can change: those of an organization, or of a project. */
export function groupChanges(
  issues: LocatedIssue[],
  byProject: boolean,
): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const issue of issues) {
    const { scope, project } = issue;
    const key = JSON.stringify([
      scope.instance.name,
      scope.organization,
      ...(byProject ? [project.id] : []),
    ]);
    const group = groups.get(key) ?? { scope, issues: [] };
    group.issues.push(issue);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * Changes the issues of a group. Where Sentry refuses that because of one project, changes
 * those of each project by themselves, one after the other: what is refused changes nothing.
 */
export async function applyGroup(
  options: ApplyOptions,
  actors: Actors,
  caller: Parameters<Actors['actorAt']>[1],
): Promise<AppliedChange[]> {
  const { group, onAct } = options;
  let actor: Actor;
  try {
    actor = await actors.actorAt(group.scope, caller);
  } catch (error) {
    onAct({ ...actOf(group), outcome: outcomeOf(error) });
    if (error instanceof SentryProblemError) {
      return [failed(group.issues, error.toProblem())];
    }
    throw error;
  }
  const atOnce = await applyChange(options, actor);
  const parts = groupChanges(group.issues, true);
  if (!atOnce.isForOneProject || parts.length < 2) {
    return [atOnce];
  }
  const each: AppliedChange[] = [];
  for (const part of parts) {
    each.push(await applyChange({ ...options, group: part }, actor));
  }
  return each;
}

/** Changes the issues of a group in one call, and reads what they are then. */
export async function applyChange(
  options: ApplyOptions,
  actor: Actor,
): Promise<AppliedChange> {
  const { group, onAct } = options;
  const act = { ...actOf(group), actedAs: actor.actsAs };
  try {
    const applied = await update(options, actor);
    onAct({ ...act, outcome: applied.outcome });
    return applied;
  } catch (error) {
    onAct({ ...act, outcome: outcomeOf(error) });
    throw error;
  }
}

async function update(
  options: ApplyOptions,
  actor: Actor,
): Promise<AppliedChange> {
  const { entityRef, group, change, changes } = options;
  const { instance, organization } = group.scope;
  const projects = projectsOf(group).map(({ id }) => id);
  const changed = { baseUrl: instance.baseUrl, projects };
  const askedAt = Date.now();
  let isAny: boolean;
  try {
    isAny = await actor.client.updateIssues(organization, {
      ids: [...new Set(group.issues.map(({ id }) => id))],
      project: projects,
      update: toUpdate(change, askedAt),
    });
  } catch (error) {
    if (!(error instanceof SentryProblemError)) {
      await changes.record(changed);
      throw error;
    }
    if (isUncertain(error)) {
      await changes.record(changed);
    }
    return {
      ...failed(group.issues, notChanged(error)),
      isForOneProject: isForOneProject(error),
    };
  }
  if (!isAny) {
    return failed(group.issues, issueNotFound(entityRef).toProblem());
  }
  await changes.record(changed);
  try {
    const read = await readBack(options, actor, askedAt);
    return { ...read, outcome: 'succeeded' };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      const problem = changedUnread(error.toProblem());
      return { ...failed(group.issues, problem), outcome: 'succeeded' };
    }
    throw error;
  }
}

/** Reads as the actor: Backstage itself need not see the same. Not cached. */
async function readBack(
  { entityRef, group, change }: ApplyOptions,
  actor: Actor,
  askedAt: number,
): Promise<Pick<AppliedChange, 'items' | 'problems'>> {
  const found = await readIssues(
    scopeOf({
      ...group.scope,
      client: actor.client,
      projects: projectsOf(group),
    }),
    group.issues.map(({ id }) => id),
  );
  const items: SentryChangedIssue[] = [];
  const problems: SentryIssueChangeProblem[] = [];
  for (const { named, id } of group.issues) {
    const issue = found.get(id)?.issue;
    if (!issue) {
      // Sentry took the change: the issue was gone already, or is gone since.
      const notFound = issueNotFound(entityRef).toProblem();
      problems.push({ issue: named, ...notFound, outcome: 'unknown' });
    } else if (items.every(item => item.id !== id)) {
      const changed = { ...issue, actedAs: actor.actsAs };
      const differs = differencesOf(change, changed, askedAt);
      items.push({ ...changed, ...(differs.length && { differs }) });
    }
  }
  return { items, problems };
}

/** The same problem for each of the issues. */
function failed(issues: LocatedIssue[], problem: ChangeProblem): AppliedChange {
  const { scope, project } = issues[0];
  const key = {
    instance: scope.instance.name,
    organization: scope.organization,
    ...(issues.length === 1 && { project: project.slug }),
  };
  return {
    items: [],
    problems: issues.map(({ named }) => ({
      issue: named,
      project: key,
      ...problem,
    })),
    outcome: problem.code,
  };
}

/**
 * A plan without a view over several projects, a project that the account has no access to,
 * or a value, such as a team, that one of the projects does not accept.
 */
function isForOneProject({ code, reason }: SentryProblemError): boolean {
  return (
    reason === 'multi-project' ||
    reason === 'project-access' ||
    code === 'QUERY_INVALID'
  );
}

/**
 * Whether Sentry may have made a change that failed: silence, a broken connection and a
 * gateway's answer do not show it. A rate limit does: then it has not.
 */
function isUncertain({ code }: SentryProblemError): boolean {
  return isOutage(code) && code !== 'RATE_LIMITED';
}

export function notChanged(failure: SentryProblemError): ChangeProblem {
  const problem = failure.toProblem();
  return isUncertain(failure)
    ? {
        ...problem,
        action:
          'The change may have been made all the same: load the page again before you try once more.',
        outcome: 'unknown',
      }
    : problem;
}

function changedUnread(failure: SentryProblem): ChangeProblem {
  return {
    ...failure,
    message: `Sentry took the change, but how the issue is now could not be read: ${failure.message}`,
    action: 'Load the page again to see it.',
    outcome: 'changed',
  };
}

function actOf(group: ChangeGroup): Omit<TriageAct, 'outcome'> {
  return {
    instance: group.scope.instance.name,
    organization: group.scope.organization,
    projects: projectsOf(group).map(({ slug }) => slug),
    issues: group.issues.map(({ id }) => id),
  };
}

function projectsOf({ issues }: ChangeGroup) {
  const projects = issues.map(({ project }) => project);
  return distinct(projects, ({ id }) => id);
}

export function outcomeOf(thrown: unknown): string {
  return thrown instanceof SentryProblemError
    ? thrown.code
    : toError(thrown).name;
}
