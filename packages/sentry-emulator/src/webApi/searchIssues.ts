import { compileSearch, type CompiledSearch } from '../search/compile';
import { SearchError, UnaskableSearchError } from '../search/parse';
import { oneDay } from '../store/issueState';
import { SentryApiError } from './http';
import type { Organization } from '../directory';
import type { Issue } from '../store/Issue';
import type { EventPredicate } from '../store/types';
import type { RequestScope } from './scope';
import type { ApiContext } from './types';

export interface IssueSearch {
  readonly scope: RequestScope;
  readonly search: CompiledSearch;
  /** What an event must fulfil to count: environment and the search's own conditions. */
  readonly matchesEvent?: EventPredicate;
}

/** The score an issue has for a sort order; the highest comes first. */
type Score = (issue: Issue, search: IssueSearch, context: ApiContext) => number;

const scores: Record<string, Score> = {
  date: lastSeen,
  new: issue => issue.timeline.first.timestamp,
  freq: (issue, { scope, matchesEvent }) =>
    issue.timeline.count(scope.range, matchesEvent),
  user: (issue, { scope, matchesEvent }) =>
    issue.timeline.stats(scope.range, matchesEvent).userCount,
  trends: trend,
  recommended: trend,
  inbox: issue => issue.reopenedAt ?? issue.timeline.first.timestamp,
};

export function prepareSearch(
  query: string,
  scope: RequestScope,
  organization: Organization,
  context: ApiContext,
): IssueSearch {
  const search = compile(query, scope.viewer, organization, context);
  return {
    scope,
    search,
    matchesEvent: both(scope.inEnvironment, search.matchesEvent),
  };
}

export function findIssues(search: IssueSearch, context: ApiContext): Issue[] {
  const { matchesIssue } = search.search;
  return search.scope.projects.flatMap(project =>
    context.store
      .issues(project.id)
      .filter(issue => isSeen(issue, search) && matchesIssue(issue)),
  );
}

/** The issues in the order asked for, each with its score. */
export function sortIssues(
  issues: Issue[],
  sort: string,
  search: IssueSearch,
  context: ApiContext,
): { score: number; item: Issue }[] {
  if (
    !Object.hasOwn(scores, sort) ||
    (sort === 'recommended' && !context.dialect.knowsRecommended)
  ) {
    throw SentryApiError.badRequest(`Sort key '${sort}' not supported.`);
  }
  const score = scores[sort];
  return issues
    .map(item => ({ score: score(item, search, context), item }))
    .sort((a, b) => b.score - a.score || Number(b.item.id) - Number(a.item.id));
}

function isSeen(issue: Issue, { scope, search, matchesEvent }: IssueSearch) {
  const last = issue.timeline.lastSeen(scope.range, matchesEvent);
  if (last === undefined) {
    return false;
  }
  return (
    !search.matchesCounts ||
    search.matchesCounts({
      count: issue.timeline.count(scope.range, matchesEvent),
      lastSeen: last,
    })
  );
}

function lastSeen(issue: Issue, { scope, matchesEvent }: IssueSearch): number {
  return issue.timeline.lastSeen(scope.range, matchesEvent) ?? 0;
}

/** How the last day compares with the days before it in the window. */
function trend(
  issue: Issue,
  { scope, matchesEvent }: IssueSearch,
  context: ApiContext,
): number {
  const now = context.now();
  const dayAgo = Math.max(now - oneDay, scope.range.from);
  const today = issue.timeline.count(
    { from: dayAgo, to: scope.range.to },
    matchesEvent,
  );
  const before = issue.timeline.count(
    { from: scope.range.from, to: dayAgo },
    matchesEvent,
  );
  const days = Math.max(1, (dayAgo - scope.range.from) / oneDay);
  return Math.round((1000 * today) / (1 + before / days)) + 1;
}

function compile(
  query: string,
  viewer: string | undefined,
  organization: Organization,
  context: ApiContext,
): CompiledSearch {
  const { directory, store } = context;
  try {
    return compileSearch(query, {
      now: context.now(),
      issues: () =>
        // Those that the token does not see, too.
        (directory.organization(organization.slug)?.projects ?? []).flatMap(
          project => store.issues(project.id),
        ),
      latestRelease: projectId => store.latestRelease(projectId),
      findAssignee: name => {
        if (name === 'me') {
          return viewer === undefined
            ? undefined
            : { type: 'user', id: viewer };
        }
        if (name.startsWith('#')) {
          const team = directory
            .teams(organization)
            .find(t => t.slug === name.slice(1));
          return team && { type: 'team', id: team.id };
        }
        const member = directory.member(organization, name);
        return member && { type: 'user', id: member.id };
      },
    });
  } catch (error) {
    if (error instanceof UnaskableSearchError) {
      throw SentryApiError.badRequest(error.message);
    }
    if (error instanceof SearchError) {
      throw SentryApiError.badRequest(
        `Error parsing search query: ${error.message}`,
      );
    }
    throw error;
  }
}

function both(
  a: EventPredicate | undefined,
  b: EventPredicate | undefined,
): EventPredicate | undefined {
  return a && b ? event => a(event) && b(event) : (a ?? b);
}
