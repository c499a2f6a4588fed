import type {
  SentryIssue,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';
import { mostHelpful } from '../../scopes/problems';
import type { ResolvedProjects, ProjectScope } from '../../scopes/types';
import { accountUnknown, noAssignees } from './problems';
import type { IssueAssignee, IssuesFilter } from './types';

// Of those that Sentry lists most may be assigned to others.
const LONGEST_PAGE = 100;

/**
 * The projects of which it can be told what is assigned to a user; the others become
 * problems, except where the user's own are listed: beside these they are just left out.
 *
 * @throws SentryProblemError the problem that helps most, where that is none
 */
export function narrowToAssignee(
  resolved: ResolvedProjects,
  assignee: IssueAssignee,
): ResolvedProjects {
  const scopes: ProjectScope[] = [];
  const missing = new Map<string, SentryProblem>();
  for (const scope of resolved.scopes) {
    const problem = isAssignees(scope, assignee)
      ? assigneeUnavailableReason(scope.client, assignee)
      : undefined;
    if (problem) {
      missing.set(scope.instance.name, problem);
    } else {
      scopes.push(scope);
    }
  }
  const problems = [...missing.values(), ...resolved.problems];
  const problem = mostHelpful(problems);
  if (!scopes.length && problem) {
    throw new SentryProblemError(problem);
  }
  return {
    ...resolved,
    scopes,
    problems: assignee.besideOwn ? resolved.problems : problems,
  };
}

/** What one scope is asked for: everybody's issues of what is the user's own. */
export function filterOf(
  scope: ProjectScope,
  filter: IssuesFilter,
): IssuesFilter {
  const { assignee, ...everybodys } = filter;
  return assignee && isAssignees(scope, assignee) ? filter : everybodys;
}

/** Why it can't be told of an instance what is assigned to a user; `undefined` where it can. */
export function assigneeUnavailableReason(
  { capabilities, instance, isShared }: SentryClient,
  { ref, userIds }: IssueAssignee,
): SentryProblem | undefined {
  if (capabilities.server !== 'sentry') {
    return noAssignees(instance);
  }
  return isShared && userIds[instance] === undefined
    ? accountUnknown(ref, instance)
    : undefined;
}

/**
 * What to ask a scope for. Whoever asks as themselves is `me` there. To a token that all
 * share `me` is somebody else, and Sentry's search takes no user by id, which is all
 * that is known: then every assigned issue is asked for, and `isAssigned` has the last word.
 */
export function assignedQuestion(
  { client }: ProjectScope,
  filter: IssuesFilter,
): Pick<IssuesFilter, 'query' | 'limit'> {
  const { assignee, limit, query } = filter;
  if (!assignee) {
    return { query, limit };
  }
  return client.isShared
    ? { query: withCondition('is:assigned', query), limit: LONGEST_PAGE }
    : { query: ownQuery(query), limit };
}

/** Whether an issue is one that was asked for, as far as Sentry could not be asked for it. */
export function isAssigned(
  issue: SentryIssue,
  { client, instance }: ProjectScope,
  assignee: IssueAssignee | undefined,
): boolean {
  return (
    !assignee ||
    !client.isShared ||
    (issue.assignee?.type === 'user' &&
      issue.assignee.id === assignee.userIds[instance.name])
  );
}

/** The search of a user for what is assigned to them, where they are signed in. */
export function ownQuery(query: string): string {
  return withCondition('assigned:me', query);
}

function withCondition(condition: string, query: string): string {
  // First: what is not closed in the search must not reach over it.
  return query ? `${condition} ${query}` : condition;
}

function isAssignees(
  { isOthers = false }: ProjectScope,
  { besideOwn = false }: IssueAssignee,
): boolean {
  return isOthers || !besideOwn;
}
