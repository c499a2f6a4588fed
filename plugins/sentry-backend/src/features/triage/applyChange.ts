import type {
  SentryChangedIssue,
  SentryIssueChange,
  SentryIssueChangeProblem,
} from 'backstage-plugin-sentry-common';
import {
  isSentryMultiProjectRefusal,
  isSentryProjectRefusal,
  SentryProblemError,
  toChangedIssue,
} from 'backstage-plugin-sentry-node';
import { placeOf } from '../../scopes/links';
import { sourceOf } from '../../scopes/groupSources';
import { differencesOf } from './differencesOf';
import { issueNotFound } from './issueNotFound';
import {
  changedUnread,
  gone,
  isUncertain,
  notChanged,
  type ChangeProblem,
} from './problems';
import { readIssues } from './readIssues';
import { toUpdate } from './toUpdate';
import type { Actor, ChangeGroup, LocatedIssue } from './types';

/** What came of a change of one group. */
export interface AppliedChange {
  items: SentryChangedIssue[];
  problems: SentryIssueChangeProblem[];
  /** How it ended for the group: `succeeded`, or the code of the problem. */
  outcome: string;
  /** Whether one of the projects may be why Sentry refused it for all. */
  isForOneProject?: boolean;
}

/** @internal */
export interface ApplyChangeOptions {
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
    isSentryMultiProjectRefusal(refusal) ||
    isSentryProjectRefusal(refusal) ||
    refusal.code === 'QUERY_INVALID'
  );
}

/** As whoever has changed them: the portal need not see what they see. Kept nowhere. */
async function readBack(
  { entityRef, group, actor, change }: ApplyChangeOptions,
  askedAt: number,
): Promise<Omit<AppliedChange, 'outcome'>> {
  const { source, instance, organization, issues } = group;
  const projects = new Map(issues.map(({ project }) => [project.id, project]));
  const found = await readIssues(
    sourceOf({
      ...source,
      client: actor.client,
      projects: [...projects.values()],
    }),
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
        ...placeOf({ client: actor.client, instance, organization }),
        projects: [one.project],
        actedAs: actor.actsAs,
      });
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
export function failed(
  issues: LocatedIssue[],
  problem: ChangeProblem,
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
