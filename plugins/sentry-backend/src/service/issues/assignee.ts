import type {
  SentryIssue,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { mostHelpful } from '../answers';
import type { ResolvedProjects, Source } from '../projects';
import { accountUnknown, noAssignees } from './problems';
import type { IssueAssignee, IssuesFilter } from './types';

// Of those that Sentry lists most may be assigned to others.
const LONGEST_PAGE = 100;

/**
 * The projects of which it can be told what is assigned to a user; the others become
 * problems.
 *
 * @throws SentryProblemError the problem that helps most, where that is none
 */
export function narrowToAssignee(
  resolved: ResolvedProjects,
  assignee: IssueAssignee,
): ResolvedProjects {
  const sources: Source[] = [];
  const missing = new Map<string, SentryProblem>();
  for (const source of resolved.sources) {
    const problem = problemOf(source, assignee);
    if (problem) {
      missing.set(source.instance.name, problem);
    } else {
      sources.push(source);
    }
  }
  const problems = [...missing.values(), ...resolved.problems];
  const problem = mostHelpful(problems);
  if (!sources.length && problem) {
    throw new SentryProblemError(problem);
  }
  return { ...resolved, sources, problems };
}

/**
 * What to ask a source for. Whoever asks as themselves is `me` there. To a token that all
 * share `me` is somebody else, and Sentry's search takes no user by id, which is all
 * that is known: then every assigned issue is asked for, and `isAssigned` has the last word.
 */
export function assignedQuestion(
  { client }: Source,
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
  { client, instance }: Source,
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

function problemOf(
  { client, instance }: Source,
  { ref, userIds }: IssueAssignee,
): SentryProblem | undefined {
  if (client.capabilities.server !== 'sentry') {
    return noAssignees(instance.name);
  }
  return client.isShared && userIds[instance.name] === undefined
    ? accountUnknown(ref, instance.name)
    : undefined;
}
