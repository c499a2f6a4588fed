import type {
  SentryChangedIssue,
  SentryIssueChange,
  SentryIssueChangeProblem,
  SentryIssueChangeField,
  SentryStatusDetails,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryIssueUpdate,
} from 'backstage-plugin-sentry-node';
import { scopeOf } from '../../scopes/types';
import {
  issueNotFound,
  changedUnread,
  gone,
  isUncertain,
  notChanged,
  type ChangeProblem,
  type Actor,
  type ChangeGroup,
  type LocatedIssue,
  type TriageAct,
} from './types';
import { readIssues } from './readIssues';
import { toError } from '@backstage/errors';
import type { AuthorizedEntity } from '../../access/types';
import type { ProjectChanges } from '../../answers/changes';
import type { Actors } from './actors';

/** What came of a change of one group. */
interface AppliedChange {
  items: SentryChangedIssue[];
  problems: SentryIssueChangeProblem[];
  /** How it ended for the group: `succeeded`, or the code of the problem. */
  outcome: string;
  /** Whether one of the projects may be why Sentry refused it for all. */
  isForOneProject?: boolean;
}

/** @internal */
interface ApplyChangeOptions {
  entityRef: string;
  group: ChangeGroup;
  actor: Actor;
  change: SentryIssueChange;
  /** Called once Sentry has changed something, or may have. */
  onChanged: () => Promise<void>;
}

/** Changes the issues of a group in one call, and reads what they are then. */
export async function applyChange(
  options: ApplyChangeOptions,
): Promise<AppliedChange> {
  const { entityRef, group, actor, change, onChanged } = options;
  const { organization, issues } = group;
  const askedAt = Date.now();
  let isAny: boolean;
  try {
    isAny = await actor.client.updateIssues(organization, {
      ids: [...new Set(issues.map(({ id }) => id))],
      project: [...new Set(issues.map(({ project }) => project.id))],
      update: toUpdate(change, askedAt),
    });
  } catch (error) {
    const isProblem = error instanceof SentryProblemError;
    if (!isProblem || isUncertain(error)) {
      await onChanged();
    }
    if (!isProblem) {
      throw error;
    }
    return {
      ...failed(issues, notChanged(error)),
      isForOneProject: isForOneProject(error),
    };
  }
  if (!isAny) {
    return failed(issues, issueNotFound(entityRef));
  }
  await onChanged();
  try {
    return { ...(await readBack(options, askedAt)), outcome: 'succeeded' };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      const problem = changedUnread(error.toProblem());
      return { ...failed(issues, problem), outcome: 'succeeded' };
    }
    throw error;
  }
}

/**
 * A plan without a view over several projects, a project that the account has no access to,
 * or a value, such as a team, that one of the projects does not take.
 */
function isForOneProject(refusal: SentryProblemError): boolean {
  return (
    refusal.reason === 'multi-project' ||
    refusal.reason === 'project-access' ||
    refusal.code === 'QUERY_INVALID'
  );
}

/** As whoever has changed them: the portal need not see what they see. Kept nowhere. */
async function readBack(
  { entityRef, group, actor, change }: ApplyChangeOptions,
  askedAt: number,
): Promise<Omit<AppliedChange, 'outcome'>> {
  const { scope, issues } = group;
  const projects = new Map(issues.map(({ project }) => [project.id, project]));
  const found = await readIssues(
    scopeOf({
      ...scope,
      client: actor.client,
      projects: [...projects.values()],
    }),
    issues.map(({ id }) => id),
  );
  const items: SentryChangedIssue[] = [];
  const problems: SentryIssueChangeProblem[] = [];
  for (const { named, id } of issues) {
    const one = found.get(id);
    const changed = one && { ...one.issue, actedAs: actor.actsAs };
    if (!changed) {
      problems.push({ issue: named, ...gone(issueNotFound(entityRef)) });
    } else if (items.every(item => item.id !== id)) {
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

const MINUTE_MS = 60_000;

/**
 * A change in Sentry's words, which knows no time but minutes from now.
 *
 * @param now - milliseconds since 1970
 */
export function toUpdate(
  change: SentryIssueChange,
  now: number,
): SentryIssueUpdate {
  const { status, substatus, assignedTo, priority } = change;
  const statusDetails = {
    ...change.resolution,
    ...minutesOf(change, now),
  };
  return {
    ...(status && { status }),
    ...(Object.keys(statusDetails).length && { statusDetails }),
    ...(substatus && { substatus }),
    ...(change.isReviewed && { inbox: false }),
    ...(assignedTo !== undefined && { assignedTo: assignedTo ?? '' }),
    ...(priority && { priority }),
  };
}

/** Never sooner than was said. */
function minutesOf(
  { until, durationMinutes }: SentryIssueChange,
  now: number,
): SentryIssueUpdate['statusDetails'] {
  const ignoreDuration =
    until === undefined
      ? durationMinutes
      : Math.max(1, Math.ceil((Date.parse(until) - now) / MINUTE_MS));
  return ignoreDuration === undefined ? {} : { ignoreDuration };
}

type Changed = Omit<SentryChangedIssue, 'differs'>;

// Sentry counts whole minutes from when it is asked, and may be asked twice.
const TOLERANCE_MS = 3 * 60_000;

const fields: SentryIssueChangeField[] = [
  'status',
  'resolution',
  'substatus',
  'isReviewed',
  'assignedTo',
  'priority',
];

/**
 * Which of the fields asked for an issue has otherwise: Sentry answers 200 also where it
 * skips an issue, such as one to be resolved in the next release that is resolved already.
 * Left out is what a server does not tell.
 *
 * @param askedAt - when the change was asked for, in milliseconds since 1970
 */
function differencesOf(
  change: SentryIssueChange,
  issue: Changed,
  askedAt: number,
): SentryIssueChangeField[] {
  const { status, resolution, isReviewed, assignedTo, priority } = change;
  const { statusDetails } = issue;
  const differs: Record<SentryIssueChangeField, boolean> = {
    status: isOther(status, issue.status),
    resolution: Boolean(resolution) && !isResolvedIn(statusDetails, resolution),
    substatus:
      isOther(change.substatus, issue.substatus) ||
      !endsAt(statusDetails, endOf(change, askedAt)),
    isReviewed: isOther(isReviewed, isReviewedNow(issue)),
    assignedTo: isOther(assignedTo, idOf(issue.assignee)),
    priority: isOther(priority, issue.priority),
  };
  return fields.filter(field => differs[field]);
}

function isOther<T>(asked: T | undefined, found: T | undefined): boolean {
  return asked !== undefined && found !== undefined && asked !== found;
}

/** The next release is named once there is one, and so is the latest. */
function isResolvedIn(
  { inNextRelease, inRelease }: SentryStatusDetails,
  asked: SentryIssueChange['resolution'],
): boolean {
  if (asked && 'inRelease' in asked && asked.inRelease !== 'latest') {
    return inRelease === asked.inRelease;
  }
  return inNextRelease === true || inRelease !== undefined;
}

function endOf(
  { until, durationMinutes }: SentryIssueChange,
  askedAt: number,
): number | undefined {
  if (until !== undefined) {
    return Date.parse(until);
  }
  return durationMinutes && askedAt + durationMinutes * 60_000;
}

function endsAt(
  { ignoreUntil }: SentryStatusDetails,
  end: number | undefined,
): boolean {
  return (
    end === undefined ||
    (ignoreUntil !== undefined &&
      Math.abs(Date.parse(ignoreUntil) - end) <= TOLERANCE_MS)
  );
}

function isReviewedNow({ isUnreviewed }: Changed): boolean | undefined {
  return isUnreviewed === undefined ? undefined : !isUnreviewed;
}

/** Older servers tell an address instead. */
function idOf(assignee: Changed['assignee']): string | null | undefined {
  if (assignee?.id === 'unknown') {
    return undefined;
  }
  return assignee && `${assignee.type}:${assignee.id}`;
}

/**
 * Whether what a change names is a project's: its releases, teams and members. Another
 * project may not have them, and Sentry then refuses the change for all.
 */
export function isOfProject({
  resolution,
  assignedTo,
}: SentryIssueChange): boolean {
  return resolution !== undefined || typeof assignedTo === 'string';
}

/** Puts issues together that one call can change: those of an organization, or of a project. */
export function groupChanges(
  issues: LocatedIssue[],
  byProject: boolean,
): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  for (const issue of issues) {
    const { scope, project } = issue;
    const { instance, organization } = scope;
    const key = JSON.stringify([
      instance.name,
      organization,
      ...(byProject ? [project.id] : []),
    ]);
    const group = groups.get(key) ?? {
      instance,
      organization,
      scope,
      issues: [],
    };
    group.issues.push(issue);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** @internal */
interface ApplyGroupOptions {
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
    actor = await actors.actorAt(group.scope, authorized.caller);
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
