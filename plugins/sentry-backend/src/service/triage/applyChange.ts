import type {
  SentryChangedIssue,
  SentryIssueChangeProblem,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  isSentryMultiProjectRefusal,
  SentryProblemError,
  toChangedIssue,
  type SentryClient,
  type SentryIssueUpdate,
} from 'backstage-plugin-sentry-node';
import { sourceOf } from '../projects';
import { issueNotFound } from './issueNotFound';
import { changedUnread, perhapsChanged } from './problems';
import { readIssues } from './readIssues';
import type { Actor, ChangeGroup, LocatedIssue } from './types';

/** What came of a change of one group. */
export interface AppliedChange {
  items: SentryChangedIssue[];
  problems: SentryIssueChangeProblem[];
  /** How it ended for the group: `succeeded`, or the code of the problem. */
  outcome: string;
}

/** @internal */
export interface ApplyChangeOptions {
  entityRef: string;
  group: ChangeGroup;
  actor: Actor;
  update: SentryIssueUpdate;
  /** Called once Sentry may have changed something. */
  onChanged: () => Promise<void>;
}

/** Changes the issues of a group in one call, and reads what they are then. */
export async function applyChange(
  options: ApplyChangeOptions,
): Promise<AppliedChange> {
  const { entityRef, group, actor, update, onChanged } = options;
  const { organization, issues } = group;
  let isAny: boolean;
  try {
    isAny = await send(actor.client, organization, issues, update);
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return failed(issues, perhapsChanged(error));
    }
    throw error;
  } finally {
    await onChanged();
  }
  if (!isAny) {
    return failed(issues, issueNotFound(entityRef));
  }
  try {
    return { ...(await readBack(options)), outcome: 'succeeded' };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      const problem = changedUnread(error.toProblem());
      return { ...failed(issues, problem), outcome: 'succeeded' };
    }
    throw error;
  }
}

async function send(
  client: SentryClient,
  organization: string,
  issues: LocatedIssue[],
  update: SentryIssueUpdate,
): Promise<boolean> {
  const ids = [...new Set(issues.map(({ id }) => id))];
  const project = [...new Set(issues.map(one => one.project.id))];
  try {
    return await client.updateIssues(organization, { ids, project, update });
  } catch (error) {
    if (!isSentryMultiProjectRefusal(error) || project.length < 2) {
      throw error;
    }
    // Nothing was changed: what was refused is the question.
    const each: boolean[] = [];
    for (const id of project) {
      const own = issues.filter(one => one.project.id === id);
      each.push(await send(client, organization, own, update));
    }
    return each.includes(true);
  }
}

async function readBack({
  entityRef,
  group,
  actor,
}: ApplyChangeOptions): Promise<Omit<AppliedChange, 'outcome'>> {
  const { source, instance, organization, issues } = group;
  const projects = new Map(issues.map(({ project }) => [project.id, project]));
  const found = await readIssues(
    sourceOf({ ...source, projects: [...projects.values()] }),
    issues.map(({ id }) => id),
  );
  const items: SentryChangedIssue[] = [];
  const problems: SentryIssueChangeProblem[] = [];
  for (const { named, id } of issues) {
    const one = found.get(id);
    const changed =
      one &&
      toChangedIssue(one.raw, {
        instance: instance.name,
        organization,
        projects: [one.project],
        actedAs: actor.actsAs,
      });
    if (!changed) {
      problems.push({ issue: named, ...issueNotFound(entityRef) });
    } else if (items.every(item => item.id !== id)) {
      items.push(changed);
    }
  }
  return { items, problems };
}

/** The same problem for each of the issues. */
export function failed(
  issues: LocatedIssue[],
  problem: SentryProblem,
): AppliedChange {
  const { source, project } = issues[0];
  const key = {
    instance: source.instance.name,
    organization: source.organization,
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
