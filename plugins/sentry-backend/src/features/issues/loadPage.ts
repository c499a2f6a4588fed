import type { ProjectScope } from '../../scopes/types';
import { assignedQuestion, isAssigned } from './assignee';
import { ownIssuesQuery } from './ownIssuesQuery';
import { sortRank } from './sortRank';
import type { IssuesFilter, ScopePage } from './types';

// About 30 bars over exactly the window that was asked for.
const TREND = 'auto';

/**
 * Asks Sentry for one page of one scope, and keeps what leaves the backend.
 * What is not of the entity's projects is dropped, whatever Sentry answers.
 */
export async function loadPage(
  scope: ProjectScope,
  filter: IssuesFilter,
  cursor?: string,
): Promise<ScopePage> {
  const { client, organization, projects } = scope;
  const query = ownIssuesQuery(filter.query, scope);
  if (query === undefined) {
    return { items: [], hits: 0 };
  }
  const page = await client.listIssues(organization, {
    project: projects.map(({ id }) => id),
    environment: filter.environments,
    statsPeriod: filter.statsPeriod,
    ...assignedQuestion(scope, { ...filter, query }),
    sort: filter.sort,
    cursor,
    groupStatsPeriod: TREND,
    // Sorted by what the search matches, an issue is ranked by that, too.
    collapse: [],
    expand: ['inbox'],
  });
  const own = new Set(projects.map(({ id }) => id));
  const listed = page.items.filter(issue => own.has(issue.project.id));
  const items = listed.flatMap(issue => {
    if (!isAssigned(issue, scope, filter.assignee)) {
      return [];
    }
    return issue.trend?.period === TREND
      ? { ...issue, trend: { ...issue.trend, period: filter.statsPeriod } }
      : issue;
  });
  const last = listed[listed.length - 1];
  const isWhole =
    cursor === undefined && page.nextCursor === undefined && !page.endsEarly;
  const isOwn = items.length === page.items.length;
  // Sentry answers the id of an event with its issue, whatever the project. What is told
  // then must be what an id tells that is nobody's, and no count of others' issues.
  const ownHits = isWhole ? items.length : undefined;
  const hits = isOwn ? page.hits : ownHits;
  return {
    items,
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    ...(hits !== undefined && { hits }),
    ...(page.endsEarly && { endsEarly: true }),
    ...(last &&
      filter.assignee?.besideOwn && { floor: sortRank(last, filter.sort) }),
  };
}
